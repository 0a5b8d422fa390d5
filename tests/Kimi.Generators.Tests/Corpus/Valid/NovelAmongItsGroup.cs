// Form: right answers share a bonus by how unlike the group their words are, by sets of shingles
using System.Collections.Frozen;
using Kimi.Dsl;

namespace Acme.Novel;

[Recipe("novel-among-its-group")]
[Sampling(MaxResponseTokens = 400)]
public abstract partial class NovelAmongItsGroup
{
    [ProblemsFile(Path = "riddles/train.jsonl")]
    public abstract PromptSet Train();

    [ProblemsFile(Path = "riddles/test.jsonl")]
    public abstract PromptSet Test();

    [LoadPolicy("models/chat-1b")]
    public abstract Policy Chat();

    [Reinforce(Iterations = 100, LearningRate = 2e-6), Dapo, Reward<NovelAndRight>, RepetitionPenalty(Tokens = 8, Weight = 0.1)]
    public abstract Policy Tuned([From(nameof(Chat))] Policy start, [From(nameof(Train))] PromptSet problems);

    [Evaluate, Reward<NovelAndRight>]
    public abstract Evaluation Report(Policy chat, Policy tuned, [From(nameof(Test))] PromptSet problems);
}

/// <summary>Most of the score is for being right, the rest for being unlike the others.</summary>
public sealed class NovelAndRight : IGroupReward<MathProblem>
{
    private const int Width = 4;
    private const double Bonus = 0.3;

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<Verdict>> JudgeAsync(MathProblem problem, IReadOnlyList<Rollout> rollouts, CancellationToken cancellationToken)
    {
        var sets = rollouts.Select(rollout => Shingles(rollout.Text)).ToArray();
        var verdicts = new Verdict[rollouts.Count];
        for (var i = 0; i < verdicts.Length; i++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (!IsRight(rollouts[i].Text, problem))
            {
                verdicts[i] = Verdict.Of(false);
                continue;
            }

            var likeness = 0.0;
            for (var j = 0; j < sets.Length; j++)
            {
                if (j != i)
                    likeness = Math.Max(likeness, Jaccard(sets[i], sets[j]));
            }

            verdicts[i] = new Verdict.Scored(1 - Bonus + (Bonus * (1 - likeness)), "novel");
        }

        return ValueTask.FromResult<IReadOnlyList<Verdict>>(verdicts);
    }

    private static bool IsRight(string text, MathProblem problem)
    {
        var last = text.TrimEnd().Split('\n')[^1];
        return new[] { problem.Answer }.Concat(problem.OtherAnswers ?? [])
            .Any(answer => last.Trim().TrimEnd('.').Equals(answer, StringComparison.OrdinalIgnoreCase));
    }

    private static FrozenSet<string> Shingles(string text)
    {
        var words = text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        return Enumerable.Range(0, Math.Max(0, words.Length - Width + 1))
            .Select(start => string.Join(' ', words, start, Width))
            .ToFrozenSet(StringComparer.OrdinalIgnoreCase);
    }

    private static double Jaccard(FrozenSet<string> left, FrozenSet<string> right)
    {
        var common = left.Count(right.Contains);
        var all = left.Count + right.Count - common;
        return all == 0 ? 1 : (double)common / all;
    }
}
