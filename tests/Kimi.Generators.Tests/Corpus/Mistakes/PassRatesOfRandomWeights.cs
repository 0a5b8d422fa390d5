// Stack: verl
// Kind: problems are filtered by the pass rates of random weights
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("pass-rates-of-random-weights")]
public abstract partial class PassRatesOfRandomWeights
{
    [Problems<AdditionProblems>(Count = 4_096)]
    public abstract PromptSet Problems();

    [InitializeTransformer(Layers = 6, ContextLength = 512)]
    public abstract Policy Initial();

    [Problems<AdditionProblems>(Count = 256, Split = Split.HeldOut)]
    public abstract PromptSet HeldOut();

    [CuratePrompts]
    [ExactAnswerReward]
    public abstract PromptSet Curated(Policy initial, PromptSet problems, PromptSet heldOut); //! KIMI6018

    [Reinforce(Iterations = 80)]
    [MirrorDescent]
    [ExactAnswerReward]
    public abstract Policy LongCot([From(nameof(Initial))] Policy start, PromptSet curated);
}
