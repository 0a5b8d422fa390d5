// Stack: OpenRLHF
// Kind: warm-up takes as many iterations as there are
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("warmup-of-all-iterations")]
public abstract partial class WarmupOfAllIterations
{
    [Problems<AdditionProblems>(Count = 4_096)]
    public abstract PromptSet Problems();

    [Demonstrations<AdditionSteps>]
    public abstract Demonstrations Traces(PromptSet problems);

    [InitializeTransformer(Layers = 6, ContextLength = 512)]
    public abstract Policy Initial();

    [FineTune(Steps = 500)]
    public abstract Policy Sft(Policy initial, Demonstrations traces);

    [Reinforce(Iterations = 20, WarmupIterations = 20)] //! KIMI5002
    [MirrorDescent]
    [ExactAnswerReward]
    public abstract Policy LongCot(Policy sft, PromptSet problems);
}
