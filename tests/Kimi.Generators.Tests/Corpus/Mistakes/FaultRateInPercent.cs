// Stack: NeMo-RL
// Kind: the share of faults is given in percent
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("fault-rate-in-percent")]
public abstract partial class FaultRateInPercent
{
    [Problems<AdditionProblems>(Count = 4_096)]
    public abstract PromptSet Problems();

    [Demonstrations<AdditionSteps>]
    public abstract Demonstrations Traces(PromptSet problems);

    [InitializeTransformer(Layers = 6, ContextLength = 512)]
    public abstract Policy Initial();

    [FineTune(Steps = 500)]
    public abstract Policy Sft(Policy initial, Demonstrations traces);

    [Reinforce(Iterations = 80, MaxFaultRate = 5)] //! KIMI5001
    [MirrorDescent]
    [ExactAnswerReward]
    public abstract Policy LongCot(Policy sft, PromptSet problems);
}
