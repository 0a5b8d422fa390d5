namespace Kimi.Dsl;

/// <summary>The options of a stage that samples responses: which tokens may come next, and where a response ends.</summary>
public interface ISampling
{
    /// <summary>The longest response, in tokens.</summary>
    int MaxResponseTokens { get; }

    /// <summary>The sampling temperature.</summary>
    double Temperature { get; }

    /// <summary>Only the most likely tokens that together have this probability; 1 for all (nucleus sampling: Holtzman et al. 2019).</summary>
    double TopP { get; }

    /// <summary>Only this many of the most likely tokens; 0 for all.</summary>
    int TopK { get; }

    /// <summary>Only tokens at least this fraction as likely as the most likely one; 0 for all.</summary>
    double MinP { get; }

    /// <summary>Tokens that end a response, beside the end of text.</summary>
    int[] StopTokens { get; }

    /// <summary>Texts that end a response; its text ends before them.</summary>
    string[] StopTexts { get; }
}
