// Stack: NeMo-RL
// Kind: a correction of ours gives the log-ratios in place of the ratios
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("weights-without-exp")]
public abstract partial class WeightsWithoutExp
{
    [Problems<AdditionProblems>(Count = 4_096)]
    public abstract PromptSet Problems();

    [Demonstrations<AdditionSteps>]
    public abstract Demonstrations Traces(PromptSet problems);

    [InitializeTransformer(Layers = 6, ContextLength = 512)]
    public abstract Policy Initial();

    [FineTune(Steps = 500)]
    public abstract Policy Sft(Policy initial, Demonstrations traces);

    [Reinforce(Iterations = 80)]
    [MirrorDescent]
    [Correction<Plain>]
    [ExactAnswerReward]
    public abstract Policy LongCot(Policy sft, PromptSet problems);
}

/// <summary>Plain importance sampling.</summary>
public sealed class Plain : ICorrection
{
    /// <inheritdoc/>
    public ImportanceWeights Weigh(IReadOnlyList<double> logratios) => new(logratios, 0); //! KIMI8008
}
