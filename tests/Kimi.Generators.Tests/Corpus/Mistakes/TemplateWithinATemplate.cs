// Stack: LLaMA-Factory
// Kind: a template writes a chat's marks around the prompt
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("template-within-a-template")]
public abstract partial class TemplateWithinATemplate
{
    [ProblemsFile(Path = "data/train.parquet", Layout = ProblemLayout.Verl)]
    public abstract PromptSet Problems();

    [LoadPolicy("models/base")]
    public abstract Policy Base();

    [SampleLongCot(Templates = ["<|im_start|>user\n{prompt}<|im_end|>\n<|im_start|>assistant\n"])] //! KIMI6019
    [MathReward]
    public abstract Demonstrations Warm([From(nameof(Base))] Policy start, PromptSet problems);
}
