// Stack: slime
// Kind: the pattern that must repeat, times the repeats, is longer than a response
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("repetition-longer-than-any-response")]
public abstract partial class RepetitionLongerThanAnyResponse
{
    [Problems<AdditionProblems>(Count = 4_096)]
    public abstract PromptSet Problems();

    [Problems<AdditionProblems>(Count = 256, Split = Split.HeldOut)]
    public abstract PromptSet HeldOut();

    [Demonstrations<AdditionSteps>]
    public abstract Demonstrations Traces(PromptSet problems);

    [InitializeTransformer(Layers = 6, ContextLength = 512)]
    public abstract Policy Initial();

    [FineTune(Steps = 500)]
    public abstract Policy Sft(Policy initial, Demonstrations traces);

    [Reinforce(Iterations = 80, MaxResponseTokens = 256)]
    [MirrorDescent]
    [StopRepetition(PatternTokens = 4 * 16, Repeats = 1 << 3)] //! KIMI5007
    [ExactAnswerReward]
    public abstract Policy LongCot(Policy sft, PromptSet problems);

    [Evaluate(MaxResponseTokens = 256)]
    [ExactAnswerReward]
    public abstract Evaluation Report(Policy longCot, PromptSet heldOut);
}
