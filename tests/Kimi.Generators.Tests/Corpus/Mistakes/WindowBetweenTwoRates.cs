// Stack: DeepSpeed-Chat
// Kind: no number of right attempts in four has a pass rate within the window
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("window-between-two-rates")]
public abstract partial class WindowBetweenTwoRates
{
    [Problems<AdditionProblems>(Count = 4_096)]
    public abstract PromptSet Problems();

    [Problems<AdditionProblems>(Count = 512, Split = Split.HeldOut)]
    public abstract PromptSet HeldOut();

    [Demonstrations<AdditionSteps>]
    public abstract Demonstrations Traces(PromptSet problems);

    [InitializeTransformer(Layers = 6, ContextLength = 512)]
    public abstract Policy Initial();

    [FineTune(Steps = 500)]
    public abstract Policy Sft(Policy initial, Demonstrations traces);

    [CuratePrompts(SamplesPerPrompt = 4, MinPassRate = 0.3, MaxPassRate = 0.45)] //! KIMI5007
    [ExactAnswerReward]
    public abstract PromptSet Curated(Policy sft, PromptSet problems, PromptSet heldOut);

    [Reinforce(Iterations = 80)]
    [MirrorDescent]
    [ExactAnswerReward]
    public abstract Policy LongCot(Policy sft, PromptSet curated);
}
