// Mistake: I freeze the embeddings for longer than the training takes
// Pain: 2
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("frozen")]
public abstract partial class Frozen
{
    [Problems<AdditionProblems>(Count = 4_096)]
    public abstract PromptSet Problems();

    [Demonstrations<AdditionSteps>]
    public abstract Demonstrations Traces(PromptSet problems);

    [InitializeTransformer(Layers = 6)]
    public abstract Policy Initial();

    [GentleFineTune(Steps = 1_500, {|KIMI3003:ThawAt = 2_000|})]
    public abstract Policy Sft(Policy initial, Demonstrations traces);
}

/// <summary>Fine-tuning that keeps the embeddings as they are for a while.</summary>
public sealed class GentleFineTuneAttribute : StageAttribute<Policy, Demonstrations, Policy>
{
    /// <summary>Optimizer steps.</summary>
    public int Steps { get; set; } = 1_000;

    /// <summary>The step from which the embeddings train too.</summary>
    [Below(nameof(Steps), Because = "the embeddings never train")]
    public int ThawAt { get; set; } = 100;
}
