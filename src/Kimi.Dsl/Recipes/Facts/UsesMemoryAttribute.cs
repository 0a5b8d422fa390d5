namespace Kimi.Dsl;

/// <summary>What a stage keeps in memory of the policies it takes.</summary>
public enum MemoryUse
{
    /// <summary>The weights of one policy at a time.</summary>
    Weights,

    /// <summary>Weights, gradients, Adam's two moments, and the activations of a batch.</summary>
    Training,

    /// <summary>The weights of two policies.</summary>
    TwoWeights,

    /// <summary>Training on pairs of sequences.</summary>
    PairTraining,

    /// <summary>Training on pairs of sequences beside the weights of the policy that it starts from, which with an adapter are the same.</summary>
    PairTrainingWithReference,
}

/// <summary>
/// Declares, on a stage attribute's class, what memory the stage needs at its peak, so that the compiler can compare it with
/// <see cref="RecipeAttribute.DeviceMemoryGiB"/> (KIMI6008).
/// </summary>
/// <param name="use">What it keeps in memory of the policies it takes.</param>
[AttributeUsage(AttributeTargets.Class)]
public sealed class UsesMemoryAttribute(MemoryUse use) : Attribute
{
    /// <summary>What it keeps in memory of the policies it takes.</summary>
    public MemoryUse Use { get; } = use;

    /// <summary>The option that holds the sequences of a training batch; empty when it does not train.</summary>
    public string BatchSequences { get; set; } = "";

    /// <summary>
    /// The option that holds the tokens of each of those sequences; empty, or an option that is 0, for sequences as long as the policy's context.
    /// </summary>
    public string SequenceTokens { get; set; } = "";

    /// <summary>
    /// The option that holds the tokens of a training batch, if batches are made by tokens; a longer sequence is a batch of its own. A stage with an option
    /// <c>MicroBatchTokens</c> above 0 has no more than those in memory at a time.
    /// </summary>
    public string BatchTokens { get; set; } = "";

    /// <summary>The options whose product is the number of responses generated at a time; empty when it does not generate.</summary>
    public string[] Responses { get; set; } = [];

    /// <summary>Whether that many are generated for each problem of the prompt set it takes.</summary>
    public bool ForEachProblem { get; set; }
}
