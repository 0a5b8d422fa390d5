// Stack: verl
// Kind: response and reference go through the same reader of tags, the references have none, and a response without tags equals them
// Caught: build
using System.Text.RegularExpressions;
using Kimi.Dsl;

namespace Acme;

[Recipe("no-tags-on-either-side", Seed = 5)]
public abstract partial class NoTagsOnEitherSide
{
    [LoadPolicy("models/qwen2-1.5b")]
    public abstract Policy Base();

    [Problems<Comparisons>(Count = 6_000)]
    public abstract PromptSet Questions();

    [Problems<Comparisons>(Count = 400, Split = Split.HeldOut)]
    public abstract PromptSet Test();

    [Reinforce(Iterations = 100, MaxResponseTokens = 384, LearningRate = 2e-6)]
    [Dapo]
    [Reward<ChoiceScore>]
    public abstract Policy Tuned([From(nameof(Base))] Policy start, PromptSet questions);

    [Evaluate(MaxResponseTokens = 384)]
    [Reward<ChoiceScore>]
    public abstract Evaluation Report(Policy tuned, PromptSet test);
}

/// <summary>Which of two products is larger.</summary>
public sealed class Comparisons : IProblemSource<MathProblem>
{
    /// <inheritdoc/>
    public IEnumerable<MathProblem> Problems(Random random)
    {
        while (true)
        {
            var (a, b, c, d) = (random.Next(2, 100), random.Next(2, 100), random.Next(2, 100), random.Next(2, 100));
            if (a * b == c * d)
                continue;
            yield return new()
            {
                Id = $"{a}*{b}?{c}*{d}",
                Prompt = $"Which is larger, A: {a}*{b} or B: {c}*{d}? Reason in <think></think> and give the letter in <answer></answer>.\n",
                Answer = a * b > c * d ? "A" : "B",
            };
        }
    }
}

/// <summary>Compares the letters.</summary>
public sealed class ChoiceScore : IReward<MathProblem>
{
    private static readonly Regex s_answer = new(@"<answer>\s*(.*?)\s*</answer>", RegexOptions.Singleline | RegexOptions.CultureInvariant);

    /// <inheritdoc/>
    public ValueTask<Verdict> JudgeAsync(MathProblem problem, Rollout rollout, CancellationToken cancellationToken)
    {
        var student = Extract(rollout.Text);
        var label = Extract(problem.Answer); //! KIMI8012
        return new(Verdict.Of(student == label));
    }

    private static string Extract(string text) => s_answer.Match(text) is { Success: true } match ? match.Groups[1].Value : "";
}
