// Stack: verl
// Kind: the sequence clip is wider below than above
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("sequence-clip-upside-down")]
public abstract partial class SequenceClipUpsideDown
{
    [Problems<AdditionProblems>(Count = 4_096)]
    public abstract PromptSet Problems();

    [Demonstrations<AdditionSteps>]
    public abstract Demonstrations Traces(PromptSet problems);

    [InitializeTransformer(Layers = 6, ContextLength = 512)]
    public abstract Policy Initial();

    [FineTune(Steps = 500)]
    public abstract Policy Sft(Policy initial, Demonstrations traces);

    [Reinforce(Iterations = 60)]
    [Gspo(EpsilonLow = 4e-3, EpsilonHigh = 3e-4)] //! KIMI5002
    [ExactAnswerReward]
    public abstract Policy LongCot(Policy sft, PromptSet problems);
}
