using Kimi.Dsl;

namespace Kimi.Runtime.Rollouts;

/// <summary>How to sample.</summary>
public sealed record SamplingOptions
{
    /// <summary>The longest response, in tokens, over all its segments.</summary>
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
    public IReadOnlyList<int> StopTokens { get; init; } = [];

    /// <summary>Texts that end a response; its text ends before them.</summary>
    public IReadOnlyList<string> StopTexts { get; init; } = [];

    /// <summary>What ends responses early.</summary>
    public IReadOnlyList<IStopRule> StopRules { get; init; } = [];

    /// <summary>The most tokens that a response may gain in this call; an unfinished response is then cut. Default: no limit.</summary>
    public int TokenBudget { get; init; } = int.MaxValue;

    /// <summary>The iteration whose policy samples, noted on the segments.</summary>
    public int PolicyVersion { get; init; }

    /// <summary>Called after every decoding step: a sign of life.</summary>
    public Action? StepTaken { get; init; }

    /// <summary>Samples as a stage's options say.</summary>
    /// <param name="options">The stage's options.</param>
    public static SamplingOptions Of(SamplingStageAttribute options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return new()
        {
            MaxResponseTokens = options.MaxResponseTokens,
            Temperature = options.Temperature,
            TopP = options.TopP,
            TopK = options.TopK,
            MinP = options.MinP,
            StopTokens = options.StopTokens,
            StopTexts = options.StopTexts,
        };
    }
}
