// Form: reinforcement learning from a policy that was only pretrained on texts
using Kimi.Dsl;

namespace Acme;

[Recipe("zero-from-scratch")]
public abstract partial class ZeroFromScratch
{
    [Problems<AdditionProblems>(Count = 4_096)]
    public abstract PromptSet Problems();

    [DocumentsFile(Path = "sums.jsonl")]
    public abstract Corpus Texts();

    [InitializeTransformer(Layers = 6, ContextLength = 512)]
    public abstract Policy Initial();

    [Pretrain(Steps = 2_000, SequenceLength = 512)]
    public abstract Policy Pretrained(Policy initial, Corpus texts);

    [Reinforce(Iterations = 80)]
    [PolicyGradient(LeaveOneOut = true)]
    [ExactAnswerReward]
    public abstract Policy Zero(Policy pretrained, PromptSet problems);

    [Problems<AdditionProblems>(Count = 256, Split = Split.HeldOut)]
    public abstract PromptSet HeldOut();

    [Evaluate]
    [ExactAnswerReward]
    public abstract Evaluation Report(Policy zero, PromptSet heldOut);
}
