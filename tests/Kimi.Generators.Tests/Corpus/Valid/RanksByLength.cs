// Form: right responses of a group are ranked by length, ranks become scores above one half, and wrong ones get nothing
using System.Diagnostics;
using Kimi.Dsl;

namespace Acme.Ranks;

[Recipe("ranks-by-length")]
[Sampling(MaxResponseTokens = 400)]
public abstract partial class RanksByLength
{
    [ProblemsFile(Path = "gsm8k/train.jsonl", Layout = ProblemLayout.Gsm8k)]
    public abstract PromptSet Train();

    [ProblemsFile(Path = "gsm8k/test.jsonl", Layout = ProblemLayout.Gsm8k)]
    public abstract PromptSet Test();

    [LoadPolicy("models/chat-1b")]
    public abstract Policy Chat();

    [Reinforce(Iterations = 100, LearningRate = 2e-6), MirrorDescent, Reward<ShorterOfTheRight>]
    public abstract Policy Tuned([From(nameof(Chat))] Policy start, [From(nameof(Train))] PromptSet problems);

    [Evaluate, Reward<ShorterOfTheRight>]
    public abstract Evaluation Report(Policy chat, Policy tuned, [From(nameof(Test))] PromptSet problems);
}

/// <summary>Ranks those that are right.</summary>
public sealed class ShorterOfTheRight : IGroupReward<MathProblem>
{
    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<Verdict>> JudgeAsync(MathProblem problem, IReadOnlyList<Rollout> rollouts, CancellationToken cancellationToken)
    {
        var right = rollouts.Index().Where(entry => IsRight(problem, entry.Item)).ToList();
        var ranks = right
            .GroupBy(entry => entry.Item.Length)
            .OrderBy(group => group.Key)
            .SelectMany((group, rank) => group.Select(entry => (entry.Index, rank)))
            .ToDictionary(pair => pair.Index, pair => pair.rank);
        var most = ranks.Count == 0 ? 0 : ranks.Values.Max();
        Debug.Assert(ranks.Count <= rollouts.Count, "a response has one rank");

        var verdicts = new List<Verdict>(rollouts.Count);
        for (var i = 0; i < rollouts.Count; i++)
        {
            if (!ranks.TryGetValue(i, out var rank))
                verdicts.Add(new Verdict.Scored(0, "wrong"));
            else
                verdicts.Add(new Verdict.Scored(most == 0 ? 1 : 1 - (0.4 * rank / most), "ranked"));
        }

        return new(verdicts);
    }

    private static bool IsRight(MathProblem problem, Rollout rollout)
    {
        if (rollout.StopReason == StopReason.LengthLimit)
            return false;
        var at = rollout.Text.LastIndexOf("####", StringComparison.Ordinal);
        return at >= 0 && Plain(rollout.Text[(at + 4)..]) == Plain(problem.Answer);
    }

    private static string Plain(string number) => number.Trim().TrimStart('$').TrimEnd('.').Replace(",", null, StringComparison.Ordinal);
}
