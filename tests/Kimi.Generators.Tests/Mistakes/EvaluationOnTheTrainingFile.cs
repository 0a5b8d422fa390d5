// Mistake: Both of my data sets read the same file
// Pain: 6
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("one-file")]
public abstract partial class OneFile
{
    [ProblemsFile(Layout = ProblemLayout.Gsm8k, Path = "data/gsm8k/train.jsonl")]
    public abstract PromptSet Problems();

    [ProblemsFile(Layout = ProblemLayout.Gsm8k, Path = "data/gsm8k/train.jsonl", Count = 200)]
    public abstract PromptSet Test();

    [Demonstrations<AdditionSteps>]
    public abstract Demonstrations Traces(PromptSet problems);

    [InitializeTransformer(Layers = 12, HiddenSize = 512, AttentionHeads = 8, ContextLength = 1_024)]
    public abstract Policy Initial();

    [FineTune(Steps = 6_000)]
    public abstract Policy Sft(Policy initial, Demonstrations traces);

    [Evaluate(MaxResponseTokens = 384)]
    [ExactAnswerReward]
    public abstract Evaluation Report(Policy sft, PromptSet {|KIMI6007:test|});
}
