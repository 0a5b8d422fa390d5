// Form: a group is judged by its own majority: answers are normalized, the most frequent one wins, and ties share
using System.Text.RegularExpressions;
using Kimi.Dsl;

namespace Acme.Votes;

[Recipe("vote-of-the-group")]
[Sampling(MaxResponseTokens = 512)]
public abstract partial class VoteOfTheGroup
{
    [ProblemsFile(Path = "unlabelled/questions.parquet", Layout = ProblemLayout.Prompts, Count = 5_000)]
    public abstract PromptSet Questions();

    [ProblemsFile(Path = "gsm8k/test.jsonl", Layout = ProblemLayout.Gsm8k, Benchmark = Benchmark.Gsm8k)]
    public abstract PromptSet Gsm8k();

    [LoadPolicy("models/instruct-1b")]
    public abstract Policy Instruct();

    [Reinforce(Iterations = 60, SamplesPerPrompt = 16, LearningRate = 1e-6)]
    [Grpo]
    [Reward<Majority>]
    public abstract Policy Agreed([From(nameof(Instruct))] Policy start, [From(nameof(Questions))] PromptSet problems);

    [Evaluate(SamplesPerPrompt = 8)]
    [MathReward]
    public abstract Evaluation Report(Policy instruct, Policy agreed, [From(nameof(Gsm8k))] PromptSet problems);
}

/// <summary>What most say is taken for right.</summary>
public sealed class Majority : IGroupReward<Problem>
{
    private static readonly Regex s_box = new(@"\\boxed\{(?<answer>[^{}]*)\}", RegexOptions.RightToLeft | RegexOptions.CultureInvariant);

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<Verdict>> JudgeAsync(Problem problem, IReadOnlyList<Rollout> rollouts, CancellationToken cancellationToken)
    {
        var answers = rollouts.Select(rollout => Answer(rollout.Text)).ToList();
        var votes = answers.OfType<string>().CountBy(answer => answer, StringComparer.Ordinal).ToDictionary(StringComparer.Ordinal);
        var most = votes.Count == 0 ? 0 : votes.Values.Max();
        var winners = votes.Values.Count(count => count == most);
        return new([.. answers.Select(Judge)]);

        Verdict Judge(string? answer) => answer switch
        {
            null => new Verdict.Scored(0, "no answer"),
            _ when most < 2 => new Verdict.Unscorable("all answers differ"),
            _ => new Verdict.Scored(votes[answer] == most ? 1.0 / winners : 0, "vote") { Answer = answer },
        };
    }

    private static string? Answer(string text) =>
        s_box.Match(text) is { Success: true } match && match.Groups["answer"].Value.Replace(" ", "", StringComparison.Ordinal) is { Length: > 0 } answer
            ? answer.TrimStart('0') is { Length: > 0 } trimmed ? trimmed : "0"
            : null;
}
