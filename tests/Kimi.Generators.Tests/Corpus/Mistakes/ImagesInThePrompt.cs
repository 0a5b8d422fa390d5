// Stack: ms-swift
// Kind: the images are read from the field of the prompt
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("images-in-the-prompt")]
public abstract partial class ImagesInThePrompt
{
    [ProblemsFile(Path = "data/charts.parquet", PromptField = "image", ImageFields = ["image"])] //! KIMI5013
    public abstract PromptSet Problems();

    [LoadPolicy("models/base")]
    public abstract Policy Base();

    [Reinforce(Iterations = 80)]
    [MirrorDescent]
    [MathReward]
    public abstract Policy LongCot([From(nameof(Base))] Policy start, PromptSet problems);
}
