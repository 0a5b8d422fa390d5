// Stack: verl
// Kind: the clip of the ratio is widened, and each iteration takes a single step on whole responses
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("clip-with-one-step")]
public abstract partial class ClipWithOneStep
{
    [Problems<AdditionProblems>(Count = 4_096)]
    public abstract PromptSet Problems();

    [Demonstrations<AdditionSteps>]
    public abstract Demonstrations Traces(PromptSet problems);

    [InitializeTransformer(Layers = 6, ContextLength = 512)]
    public abstract Policy Initial();

    [FineTune(Steps = 500)]
    public abstract Policy Sft(Policy initial, Demonstrations traces);

    [Reinforce(Iterations = 80, StepsPerIteration = 1)]
    [Dapo(EpsilonHigh = 0.3)] //! KIMI5006
    [ExactAnswerReward]
    public abstract Policy LongCot(Policy sft, PromptSet problems);
}
