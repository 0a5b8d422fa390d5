// Mistake: The reference policy of my KL term is another model
// Pain: 9
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("anchored")]
public abstract partial class Anchored
{
    [Problems<AdditionProblems>(Count = 4_096)]
    public abstract PromptSet Problems();

    [Demonstrations<AdditionSteps>]
    public abstract Demonstrations Traces(PromptSet problems);

    [InitializeTransformer(Layers = 6)]
    public abstract Policy Initial();

    [InitializeTransformer(Layers = 12)]
    public abstract Policy Deep();

    [FineTune(Steps = 500)]
    public abstract Policy Sft(Policy initial, Demonstrations traces);

    [FineTune(Steps = 900)]
    public abstract Policy DeepSft(Policy deep, Demonstrations traces);

    [AnchoredTraining(KlWeight = 0.02)]
    public abstract Policy Trained(Policy sft, [From(nameof(DeepSft))] Policy {|KIMI6002:reference|}, Demonstrations traces);
}

/// <summary>Fine-tuning that stays near a reference policy, token by token.</summary>
[Requires(Fact.Architecture)]
[Requires(Fact.Tokenizer)]
public sealed class AnchoredTrainingAttribute : StageAttribute<Policy, Policy, Demonstrations, Policy>
{
    /// <summary>What the divergence from the reference counts for.</summary>
    public double KlWeight { get; set; } = 0.1;
}
