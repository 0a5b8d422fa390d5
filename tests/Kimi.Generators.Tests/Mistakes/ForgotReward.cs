// Mistake: I set up reinforcement learning and forgot the reward
// Pain: 5
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("no-reward")]
public abstract partial class NoReward
{
    [ProblemsFile(Layout = ProblemLayout.Gsm8k, Path = "data/gsm8k/train.jsonl")]
    public abstract PromptSet Problems();

    [Demonstrations<AdditionSteps>]
    public abstract Demonstrations Traces(PromptSet problems);

    [InitializeTransformer(Layers = 12, HiddenSize = 512, AttentionHeads = 8, ContextLength = 1_024)]
    public abstract Policy Initial();

    [FineTune(Steps = 6_000)]
    public abstract Policy Sft(Policy initial, Demonstrations traces);

    [{|KIMI4001:Reinforce|}(Iterations = 120, MaxResponseTokens = 384)]
    [MirrorDescent(Tau = 0.05)]
    [LengthPenalty(Weight = 0.1, FromIteration = 40)]
    public abstract Policy LongCot(Policy sft, PromptSet problems);
}
