// Stack: TRL
// Kind: prompt and response of SFT are one column
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("same-column-for-both")]
public abstract partial class SameColumnForBoth
{
    [DemonstrationsFile(Path = "data/sft.jsonl", PromptField = "text", ResponseField = "text")] //! KIMI5013
    public abstract Demonstrations Examples();

    [LoadPolicy("models/base")]
    public abstract Policy Base();

    [FineTune(Steps = 500)]
    public abstract Policy Sft([From(nameof(Base))] Policy start, Demonstrations examples);
}
