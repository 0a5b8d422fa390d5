// Stack: ms-swift
// Kind: a folder of images, and no field that names them
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("image-folder-of-no-field")]
public abstract partial class ImageFolderOfNoField
{
    [ProblemsFile(Path = "data/charts.jsonl", ImageFolder = "data/images")] //! KIMI5006
    public abstract PromptSet Problems();

    [LoadPolicy("models/base")]
    public abstract Policy Base();

    [Reinforce(Iterations = 80)]
    [MirrorDescent]
    [MathReward]
    public abstract Policy LongCot([From(nameof(Base))] Policy start, PromptSet problems);
}
