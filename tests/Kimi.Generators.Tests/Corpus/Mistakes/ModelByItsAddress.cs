// Stack: torchtune
// Kind: the model is named by its address on the web
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("model-by-its-address")]
public abstract partial class ModelByItsAddress
{
    [Problems<AdditionProblems>(Count = 4_096)]
    public abstract PromptSet Problems();

    [LoadPolicy("https://huggingface.co/Qwen/Qwen3-4B")] //! KIMI5001
    public abstract Policy Base();

    [Reinforce(Iterations = 80)]
    [MirrorDescent]
    [ExactAnswerReward]
    public abstract Policy LongCot([From(nameof(Base))] Policy start, PromptSet problems);
}
