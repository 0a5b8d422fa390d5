// Stack: slime
// Kind: the limit of a second kind of request is above the context
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("guesses-longer-than-the-context")]
public abstract partial class GuessesLongerThanTheContext
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

    [CuratePrompts(MaxGuessTokens = 2_048)] //! KIMI6001
    [ExactAnswerReward]
    public abstract PromptSet Curated(Policy sft, PromptSet problems, PromptSet heldOut);

    [Reinforce(Iterations = 60)]
    [MirrorDescent]
    [ExactAnswerReward]
    public abstract Policy LongCot(Policy sft, PromptSet curated);
}
