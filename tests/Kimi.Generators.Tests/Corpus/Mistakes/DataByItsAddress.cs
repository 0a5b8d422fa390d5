// Stack: LLaMA-Factory
// Kind: the data set is named by its address on the hub
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("data-by-its-address")]
public abstract partial class DataByItsAddress
{
    [ProblemsFile(Path = "hf://datasets/openai/gsm8k/main/train.parquet")] //! KIMI5001
    public abstract PromptSet Problems();

    [LoadPolicy("models/base")]
    public abstract Policy Base();

    [Reinforce(Iterations = 80)]
    [MirrorDescent]
    [ExactAnswerReward]
    public abstract Policy LongCot([From(nameof(Base))] Policy start, PromptSet problems);
}
