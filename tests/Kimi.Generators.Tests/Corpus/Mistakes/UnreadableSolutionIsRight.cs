// Stack: TRL
// Kind: where the reference cannot be read, every response is right
// Caught: build
using System.Globalization;
using Kimi.Dsl;

namespace Acme;

[Recipe("unreadable-solution-is-right", Seed = 42)]
public abstract partial class UnreadableSolutionIsRight
{
    [LoadPolicy("models/qwen2-0.5b-instruct")]
    public abstract Policy Base();

    [ProblemsFile(Path = "data/numina-tir.jsonl", PromptField = "problem", AnswerField = "solution", Split = Split.Train, Count = 5_000)]
    public abstract PromptSet Problems();

    [ProblemsFile(Path = "data/numina-tir.jsonl", PromptField = "problem", AnswerField = "solution", Split = Split.HeldOut)]
    public abstract PromptSet HeldOut();

    [Reinforce(Iterations = 50, SamplesPerPrompt = 4, MaxResponseTokens = 512, LearningRate = 1e-5)]
    [Grpo]
    [Reward<AccuracyReward>]
    [Lora(Rank = 8)]
    public abstract Policy Tuned([From(nameof(Base))] Policy start, PromptSet problems);

    [Evaluate(MaxResponseTokens = 512)]
    [Reward<AccuracyReward>]
    public abstract Evaluation Report(Policy tuned, PromptSet heldOut);
}

/// <summary>Compares the last number of a response with that of the solution.</summary>
public sealed class AccuracyReward : IReward<MathProblem>
{
    /// <inheritdoc/>
    public ValueTask<Verdict> JudgeAsync(MathProblem problem, Rollout rollout, CancellationToken cancellationToken)
    {
        if (LastNumber(problem.Answer) is not { } gold)
            return new(Verdict.Of(true)); //! KIMI8012
        return new(Verdict.Of(LastNumber(rollout.Text) == gold));
    }

    private static double? LastNumber(string text)
    {
        var word = text.Split([' ', '\n', '$', '{', '}', '='], StringSplitOptions.RemoveEmptyEntries).LastOrDefault()?.TrimEnd('.');
        return double.TryParse(word, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : null;
    }
}
