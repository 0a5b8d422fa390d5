// Stack: LLaMA-Factory
// Kind: problems are divided by two different shares, so that some are in both parts
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("held-out-of-another-share")]
[ProblemsFile(Path = "gsm8k.jsonl", Layout = ProblemLayout.Gsm8k)]
[Sampling(MaxResponseTokens = 256)]
public abstract partial class HeldOutOfAnotherShare
{
    [ProblemsFile(Split = Split.Train, HeldOutShare = 0.05)]
    public abstract PromptSet Problems();

    [ProblemsFile(Split = Split.HeldOut, HeldOutShare = 0.2)]
    public abstract PromptSet HeldOut();

    [LoadPolicy("models/small")]
    public abstract Policy Start();

    [Reinforce(Iterations = 80)]
    [MirrorDescent]
    [MathReward]
    public abstract Policy Tuned(Policy start, PromptSet problems);

    [Evaluate]
    [MathReward]
    public abstract Evaluation Report(
        Policy tuned,
        PromptSet heldOut); //! KIMI6007
}
