// Mistake: I fine-tune on the problems, not on demonstrations of them
// Pain: 6
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("sft-on-problems")]
public abstract partial class SftOnProblems
{
    [ProblemsFile(Layout = ProblemLayout.Gsm8k, Path = "data/gsm8k/train.jsonl")]
    public abstract PromptSet Problems();

    [InitializeTransformer(Layers = 12, HiddenSize = 512, AttentionHeads = 8, ContextLength = 1_024)]
    public abstract Policy Initial();

    [FineTune(Steps = 6_000)]
    public abstract Policy Sft(Policy initial, {|KIMI2002:PromptSet|} problems);
}
