// Stack: OpenRLHF
// Kind: the file of the weights is named, not the folder
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("model-by-its-weights")]
public abstract partial class ModelByItsWeights
{
    [Problems<AdditionProblems>(Count = 4_096)]
    public abstract PromptSet Problems();

    [LoadPolicy("models/base/model.safetensors")] //! KIMI5001
    public abstract Policy Base();

    [Reinforce(Iterations = 80)]
    [MirrorDescent]
    [ExactAnswerReward]
    public abstract Policy LongCot([From(nameof(Base))] Policy start, PromptSet problems);
}
