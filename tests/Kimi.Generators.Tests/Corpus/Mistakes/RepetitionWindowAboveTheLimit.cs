// Stack: TRL
// Kind: repetition is looked for over more tokens than a response may have
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("repetition-window-above-the-limit")]
public abstract partial class RepetitionWindowAboveTheLimit
{
    [Problems<AdditionProblems>(Count = 4_096)]
    public abstract PromptSet Problems();

    [Demonstrations<AdditionSteps>]
    public abstract Demonstrations Traces(PromptSet problems);

    [InitializeTransformer(Layers = 6, ContextLength = 512)]
    public abstract Policy Initial();

    [FineTune(Steps = 500)]
    public abstract Policy Sft(Policy initial, Demonstrations traces);

    [Reinforce(Iterations = 80, MaxResponseTokens = 256)]
    [MirrorDescent]
    [ExactAnswerReward]
    [StopRepetition(PatternTokens = 64, Repeats = 8)] //! KIMI5007
    public abstract Policy LongCot(Policy sft, PromptSet problems);
}
