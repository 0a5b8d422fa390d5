namespace Kimi.Dsl;

/// <summary>How one reward model judged labelled responses.</summary>
public sealed record RewardModelAccuracy
{
    /// <summary>The stage that made the reward model.</summary>
    public required string RewardModel { get; init; }

    /// <summary>Responses that it judged rightly as correct or wrong. One without a readable verdict is not a success.</summary>
    public required Proportion Responses { get; init; }

    /// <summary>Pairs in which it scored the correct response higher; a tie is not a success.</summary>
    public required Proportion Pairs { get; init; }

    /// <summary>Responses for which it gave no readable verdict.</summary>
    public required int Unscorable { get; init; }

    /// <summary>
    /// The mean distance between the probability it gives and the share that is correct, over ten bins of equal width, weighted by the number of responses in
    /// each; null for a model whose verdict is yes or no.
    /// </summary>
    public required double? ExpectedCalibrationError { get; init; }
}

/// <summary>How one or more reward models judged the same labelled responses: the paper's table of classic against chain-of-thought accuracy (2.3.5).</summary>
/// <param name="Models">One entry per reward model, in the order of the stage's parameters.</param>
public sealed record RewardModelComparison(IReadOnlyList<RewardModelAccuracy> Models) : Artifact;
