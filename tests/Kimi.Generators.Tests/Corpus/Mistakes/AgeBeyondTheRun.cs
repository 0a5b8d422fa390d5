// Stack: prime-rl
// Kind: responses may wait for more iterations than there are
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("age-beyond-the-run")]
public abstract partial class AgeBeyondTheRun
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
    [MirrorDescent]
    [ExactAnswerReward]
    [PartialRollouts(TokenBudget = 32, MaxAge = 90)] //! KIMI5006
    public abstract Policy LongCot(Policy sft, PromptSet problems);
}
