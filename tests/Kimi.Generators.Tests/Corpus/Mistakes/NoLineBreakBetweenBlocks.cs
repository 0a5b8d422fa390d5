// Stack: TRL
// Kind: the form allows nothing between two blocks, and demonstrations, like every model, write a line break there
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("no-line-break-between-blocks", Seed = 10)]
[Sampling(MaxResponseTokens = 192)]
public abstract partial class NoLineBreakBetweenBlocks
{
    [Problems<AdditionProblems>(Count = 6_000)]
    public abstract PromptSet Problems();

    [Problems<AdditionProblems>(Count = 300, Split = Split.HeldOut)]
    public abstract PromptSet HeldOut();

    [Demonstrations<ThinkThenAnswer>]
    public abstract Demonstrations Traces(PromptSet problems);

    [InitializeTransformer(Layers = 6)]
    public abstract Policy Initial();

    [FineTune(Steps = 600, BatchSize = 32)]
    public abstract Policy Sft(Policy initial, Demonstrations traces);

    [Reinforce(Iterations = 60)]
    [Grpo]
    [Reward<AnswerBlock>]
    [FormatReward(Pattern = "^<think>.*?</think><answer>.*?</answer>$", Weight = 0.5)] //! KIMI6011
    public abstract Policy Tuned(Policy sft, PromptSet problems);

    [Evaluate]
    [Reward<AnswerBlock>]
    public abstract Evaluation Report(Policy sft, Policy tuned, PromptSet heldOut);
}

/// <summary>Thinks of the digits, then answers.</summary>
public sealed class ThinkThenAnswer : IDemonstrationSource<MathProblem>
{
    /// <inheritdoc/>
    public string Respond(MathProblem problem, Random random) =>
        $"<think>{string.Join(' ', problem.Answer.Reverse())}</think>\n<answer>{problem.Answer}</answer>";
}

/// <summary>Compares what the answer's block says.</summary>
public sealed class AnswerBlock : IReward<MathProblem>
{
    /// <inheritdoc/>
    public ValueTask<Verdict> JudgeAsync(MathProblem problem, Rollout rollout, CancellationToken cancellationToken)
    {
        var start = rollout.Text.LastIndexOf("<answer>", StringComparison.Ordinal);
        var end = rollout.Text.LastIndexOf("</answer>", StringComparison.Ordinal);
        return new(Verdict.Of(start >= 0 && end > start && rollout.Text[(start + "<answer>".Length)..end].Trim() == problem.Answer));
    }
}
