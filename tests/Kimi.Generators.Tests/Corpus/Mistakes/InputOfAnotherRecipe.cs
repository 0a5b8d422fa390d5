// Stack: torchtune
// Kind: an input is a stage of another recipe
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("input-of-another-recipe")]
public abstract partial class InputOfAnotherRecipe
{
    [Problems<AdditionProblems>(Count = 4_096)]
    public abstract PromptSet Problems();

    [Demonstrations<AdditionSteps>]
    public abstract Demonstrations Traces(PromptSet problems);

    [InitializeTransformer(Layers = 6, ContextLength = 512)]
    public abstract Policy Initial();

    [FineTune(Steps = 500)]
    public abstract Policy Sft(Policy initial, Demonstrations traces);
}

[Recipe("input-of-another-recipe-2")]
public abstract partial class InputOfAnotherRecipe2
{
    [Problems<AdditionProblems>(Count = 4_096)]
    public abstract PromptSet Problems();

    [Reinforce(Iterations = 80)]
    [MirrorDescent]
    [ExactAnswerReward]
    public abstract Policy LongCot([From(nameof(InputOfAnotherRecipe.Sft))] Policy start, PromptSet problems); //! KIMI2001
}
