// Stack: TRL
// Thread: huggingface/open-r1 373
// Kind: two rewards for the form against one for the answer, so the policy learns the form and leaves out the answer
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("two-forms-one-answer")]
[Sampling(MaxResponseTokens = 2_048)]
public abstract partial class TwoFormsOneAnswer
{
    [LoadPolicy("models/qwen2.5-1.5b-instruct")]
    public abstract Policy Base();

    [ProblemsFile(Path = "data/openr1-math.jsonl", Layout = ProblemLayout.Math, Split = Split.Train)]
    public abstract PromptSet Problems();

    [ProblemsFile(Path = "data/openr1-math.jsonl", Layout = ProblemLayout.Math, Split = Split.HeldOut)]
    public abstract PromptSet HeldOut();

    [Reinforce(Iterations = 150, PromptsPerIteration = 32, SamplesPerPrompt = 16, LearningRate = 2e-6)]
    [Grpo(Beta = 0.04)]
    [MathReward]
    [FormatReward(Pattern = @"(?s)^<think>\n.*\n</think>\n<answer>\n.*\n</answer>$")] //! KIMI4012
    [Reward<TagCount>]
    public abstract Policy Tuned([From(nameof(Base))] Policy start, PromptSet problems);

    [Evaluate(SamplesPerPrompt = 4)]
    [MathReward]
    public abstract Evaluation Report(Policy tuned, PromptSet heldOut);
}

/// <summary>A quarter for each of the four tags that occurs once.</summary>
public sealed class TagCount : IReward<MathProblem>
{
    private static readonly string[] s_tags = ["<think>\n", "\n</think>\n", "\n<answer>\n", "\n</answer>"];

    /// <inheritdoc/>
    public ValueTask<Verdict> JudgeAsync(MathProblem problem, Rollout rollout, CancellationToken cancellationToken)
    {
        var found = s_tags.Count(tag => rollout.Text.Split(tag).Length == 2);
        return new(new Verdict.Scored((double)found / s_tags.Length));
    }
}
