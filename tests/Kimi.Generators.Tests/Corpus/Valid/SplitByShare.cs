// Form: one file, split by a share of one's own
using Kimi.Dsl;

namespace Acme;

[Recipe("split-by-share")]
public abstract partial class SplitByShare
{
    [ProblemsFile(Path = "all.jsonl", Split = Split.Train, HeldOutShare = 0.2)]
    public abstract PromptSet Problems();

    [Demonstrations<AdditionSteps>]
    public abstract Demonstrations Traces(PromptSet problems);

    [InitializeTransformer(Layers = 6, ContextLength = 512)]
    public abstract Policy Initial();

    [FineTune(Steps = 500)]
    public abstract Policy Sft(Policy initial, Demonstrations traces);

    [Reinforce(Iterations = 80)]
    [MirrorDescent]
    [ExactAnswerReward]
    public abstract Policy LongCot(Policy sft, PromptSet problems);

    [ProblemsFile(Path = "all.jsonl", Split = Split.HeldOut, HeldOutShare = 0.2)]
    public abstract PromptSet HeldOut();

    [Evaluate]
    [ExactAnswerReward]
    public abstract Evaluation Report(Policy longCot, PromptSet heldOut);
}
