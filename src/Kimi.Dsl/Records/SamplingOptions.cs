namespace Kimi.Dsl;

/// <summary>How to sample.</summary>
public sealed record SamplingOptions
{
    /// <summary>The longest response, in tokens, over all its turns and segments.</summary>
    public required int MaxResponseTokens { get; init; }

    /// <summary>The temperature, or 0 for the most likely token each time.</summary>
    public required double Temperature { get; init; }

    /// <summary>Only the most likely tokens that together have this probability; 1 for all.</summary>
    public double TopP { get; init; } = 1;

    /// <summary>Only this many of the most likely tokens; 0 for all.</summary>
    public int TopK { get; init; }

    /// <summary>Only tokens at least this fraction as likely as the most likely one; 0 for all.</summary>
    public double MinP { get; init; }

    /// <summary>Tokens that end a response, in addition to the end of text.</summary>
    public ValueList<int> StopTokens { get; init; } = [];

    /// <summary>Texts that end a response; its text ends before them.</summary>
    public ValueList<string> StopTexts { get; init; } = [];

    /// <summary>What ends responses early: components that are an <see cref="IStopRule"/>.</summary>
    public ValueList<ComponentReference> StopRules { get; init; } = [];
}
