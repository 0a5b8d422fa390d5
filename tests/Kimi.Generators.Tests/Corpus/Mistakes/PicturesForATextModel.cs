// Stack: ms-swift
// Kind: prompts with images are given to a model of text
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("pictures-for-a-text-model")]
public abstract partial class PicturesForATextModel
{
    [DemonstrationsFile(Path = "geo3k-sft.parquet", ImageFields = ["images"])]
    public abstract Demonstrations Examples();

    [InitializeTransformer(Layers = 12, HiddenSize = 512, AttentionHeads = 8, ContextLength = 2_048)]
    public abstract Policy Initial();

    [FineTune(Steps = 2_000)]
    public abstract Policy Sft(Policy initial, Demonstrations examples); //! KIMI6006
}
