// Form: the problems of the test are a part of those that training leaves out
using Kimi.Dsl;

namespace Acme;

[Recipe("held-out-within-the-held-out")]
[ProblemsFile(Path = "gsm8k.jsonl", Layout = ProblemLayout.Gsm8k)]
[Sampling(MaxResponseTokens = 256)]
public abstract partial class HeldOutWithinTheHeldOut
{
    [ProblemsFile(Split = Split.Train, HeldOutShare = 0.2)]
    public abstract PromptSet Problems();

    [ProblemsFile(Split = Split.HeldOut, HeldOutShare = 0.05)]
    public abstract PromptSet HeldOut();

    [LoadPolicy("models/small")]
    public abstract Policy Start();

    [Reinforce(Iterations = 80)]
    [MirrorDescent]
    [MathReward]
    public abstract Policy Tuned(Policy start, PromptSet problems);

    [Evaluate]
    [MathReward]
    public abstract Evaluation Report(Policy tuned, PromptSet heldOut);
}
