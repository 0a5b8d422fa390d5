namespace Kimi.Dsl;

/// <summary>What an executor can do.</summary>
public sealed record ExecutorCapabilities
{
    /// <summary>
    /// Whether an order that is executed again gives the same tokens and log-probabilities, bit for bit. If so, the order of an executor that failed is issued
    /// again as a whole, with <see cref="RolloutOrder.Answered"/>; if not, only what is missing is, and the first answer to a request counts.
    /// </summary>
    public required bool Repeats { get; init; }

    /// <summary>
    /// What the bits of its results depend on, such as processor features, library version, number of threads and number format. All parts of a run go to
    /// executors with the same fingerprint.
    /// </summary>
    public required string Fingerprint { get; init; }

    /// <summary>Whether it sees the weights of the process that trains; if not, they are published as a folder.</summary>
    public bool SharesWeights { get; init; }

    /// <summary>Whether it applies <see cref="SamplingOptions.StopRules"/>; if not, it generates in chunks, and the rules are applied between them.</summary>
    public bool AppliesStopRules { get; init; }
}
