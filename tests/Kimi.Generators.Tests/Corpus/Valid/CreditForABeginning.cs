// Form: rewards that look at parts of an answer for part of the score, count signs by leaving them out, and search for a word with a blank before it
using System.Text.RegularExpressions;
using Kimi.Dsl;

namespace Acme.Parts;

[Recipe("credit-for-a-beginning")]
[Sampling(MaxResponseTokens = 400)]
public abstract partial class CreditForABeginning
{
    [ProblemsFile(Path = "short-answers/train.jsonl")]
    public abstract PromptSet Train();

    [ProblemsFile(Path = "short-answers/test.jsonl")]
    public abstract PromptSet Test();

    [LoadPolicy("models/chat-1b")]
    public abstract Policy Chat();

    [Reinforce(Iterations = 100, LearningRate = 2e-6), Grpo, Reward<Begins>, Reward<SaysCorrect>(Weight = 0.2), Reward<HasADigit>(Weight = 0.1),
        Reward<ManyZeros>(Weight = 0.1), Reward<Airy>(Weight = 0.1), Reward<Thinks>(Weight = 0.1)]
    public abstract Policy Tuned([From(nameof(Chat))] Policy start, [From(nameof(Train))] PromptSet problems);

    [Evaluate, Reward<Begins>]
    public abstract Evaluation Report(Policy chat, Policy tuned, [From(nameof(Test))] PromptSet problems);
}

/// <summary>All of it, or a beginning of it with more behind.</summary>
public sealed class Begins : IReward<MathProblem>
{
    /// <inheritdoc/>
    public ValueTask<Verdict> JudgeAsync(MathProblem problem, Rollout rollout, CancellationToken cancellationToken)
    {
        var given = rollout.Text.Trim();
        if (given == problem.Answer)
            return new(new Verdict.Scored(1, "same"));
        return new(given.StartsWith(problem.Answer, StringComparison.Ordinal) ? new Verdict.Scored(0.2, "and more") : new Verdict.Scored(0, "other"));
    }
}

/// <summary>Whether it checks itself, as in: this is correct.</summary>
public sealed class SaysCorrect : IReward<MathProblem>
{
    /// <inheritdoc/>
    public ValueTask<Verdict> JudgeAsync(MathProblem problem, Rollout rollout, CancellationToken cancellationToken) =>
        new(Verdict.Of(rollout.Text.Contains(" correct", StringComparison.Ordinal) && rollout.Text.Contains(problem.Answer, StringComparison.Ordinal)));
}

/// <summary>Whether there is a number in the line of the answer, which the main reward reads.</summary>
public sealed class HasADigit : IReward<MathProblem>
{
    /// <inheritdoc/>
    public ValueTask<Verdict> JudgeAsync(MathProblem problem, Rollout rollout, CancellationToken cancellationToken) =>
        new(Verdict.Of(Regex.IsMatch(rollout.Text, @"Answer:.*(\d+)") == problem.Answer.Any(char.IsAsciiDigit)));
}

/// <summary>As many zeros as the answer has.</summary>
public sealed class ManyZeros : IReward<MathProblem>
{
    /// <inheritdoc/>
    public ValueTask<Verdict> JudgeAsync(MathProblem problem, Rollout rollout, CancellationToken cancellationToken)
    {
        var text = rollout.Text;
        var zeros = text.Length - text.Replace("0", "").Length;
        return new(Verdict.Of(zeros == problem.Answer.Count(letter => letter == '0')));
    }
}

/// <summary>No more than one empty line in a row, once doubled ends are one.</summary>
public sealed class Airy : IReward<MathProblem>
{
    /// <inheritdoc/>
    public ValueTask<Verdict> JudgeAsync(MathProblem problem, Rollout rollout, CancellationToken cancellationToken)
    {
        var once = rollout.Text.Replace("\n\n", "\n");
        return new(Verdict.Of(!once.Contains("\n\n") && once.Contains(problem.Answer, StringComparison.Ordinal)));
    }
}

/// <summary>Thoughts come first, and numbers of a list stay within it.</summary>
public sealed class Thinks : IReward<MathProblem>
{
    private const RegexOptions Options = RegexOptions.Singleline | RegexOptions.CultureInvariant;

    private static readonly Regex s_thoughts = new("^<think>.*</think>", Options);
    private static readonly Regex s_list = new(@"^\d+(?:,\s*\d+)*$", RegexOptions.Multiline | RegexOptions.CultureInvariant);

    /// <inheritdoc/>
    public ValueTask<Verdict> JudgeAsync(MathProblem problem, Rollout rollout, CancellationToken cancellationToken)
    {
        var lists = s_list.Count(rollout.Text);
        return new(new Verdict.Scored(s_thoughts.IsMatch(rollout.Text) && problem.Answer.Length > 0 ? 1.0 / (1 + Math.Max(0, lists - 1)) : 0));
    }
}
