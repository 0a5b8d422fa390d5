namespace Kimi.Shared.Declarations;

/// <summary>What a stage keeps in memory of the policies it takes; the values are those of the language's enumeration of the same name.</summary>
internal enum MemoryUse
{
    /// <summary>The weights of one policy at a time.</summary>
    Weights,

    /// <summary>Weights, gradients, moments and activations.</summary>
    Training,

    /// <summary>The weights of two policies.</summary>
    TwoWeights,

    /// <summary>Training on pairs.</summary>
    PairTraining,

    /// <summary>Training on pairs, beside the weights of the policy that it starts from.</summary>
    PairTrainingWithReference,
}
