// Form: a rubric of criteria, each a small class, weighs what an answer has, with a bounded cache of what was judged
using System.Text.RegularExpressions;
using Kimi.Dsl;

namespace Acme.Rubrics;

[Recipe("rubric-of-several-criteria")]
[Sampling(MaxResponseTokens = 500)]
public abstract partial class RubricOfSeveralCriteria
{
    [ProblemsFile(Path = "support/train.jsonl", PromptField = "ticket", AnswerField = "product")] public abstract PromptSet Tickets();

    [ProblemsFile(Path = "support/test.jsonl", PromptField = "ticket", AnswerField = "product")] public abstract PromptSet Others();

    [LoadPolicy("models/chat-3b")] public abstract Policy Chat();

    [Reinforce(Iterations = 80, LearningRate = 1e-6)]
    [Grpo]
    [Reward<Rubric>]
    [RepetitionPenalty(Tokens = 5, Weight = 0.15)]
    public abstract Policy Support([From(nameof(Chat))] Policy start, [From(nameof(Tickets))] PromptSet problems);

    [Evaluate]
    [Reward<Rubric>]
    public abstract Evaluation Report(Policy chat, Policy support, [From(nameof(Others))] PromptSet problems);
}

/// <summary>A thing to look at.</summary>
internal interface ICriterion
{
    /// <summary>What it counts.</summary>
    double Weight { get; }

    /// <summary>From 0 to 1.</summary>
    double Grade(MathProblem problem, string reply);
}

/// <summary>The product is named.</summary>
internal sealed class NamesTheProduct : ICriterion
{
    /// <inheritdoc/>
    public double Weight => 6;

    /// <inheritdoc/>
    public double Grade(MathProblem problem, string reply) => reply.Contains(problem.Answer, StringComparison.OrdinalIgnoreCase) ? 1 : 0;
}

/// <summary>Steps are numbered from one.</summary>
internal sealed class NumbersItsSteps : ICriterion
{
    private static readonly Regex s_step = new(@"^(\d{1,2})\.\s", RegexOptions.Multiline | RegexOptions.NonBacktracking);

    /// <inheritdoc/>
    public double Weight => 2;

    /// <inheritdoc/>
    public double Grade(MathProblem problem, string reply)
    {
        var numbers = s_step.Matches(reply).Select(match => int.Parse(match.Groups[1].ValueSpan)).ToList();
        return numbers.Count < 2 ? 0 : numbers.SequenceEqual(Enumerable.Range(1, numbers.Count)) ? 1 : 0.5;
    }
}

/// <summary>It is neither curt nor long.</summary>
internal sealed class IsOfGoodLength(int least, int most) : ICriterion
{
    /// <inheritdoc/>
    public double Weight => 2;

    /// <inheritdoc/>
    public double Grade(MathProblem problem, string reply) => reply.Length switch
    {
        0 => 0,
        var length when length < least => (double)length / least,
        var length when length > most => (double)most / length,
        _ => 1,
    };
}

/// <summary>Weighs criteria.</summary>
public sealed class Rubric : IReward<MathProblem>
{
    private const int Most = 10_000;
    private readonly ICriterion[] _criteria = [new NamesTheProduct(), new NumbersItsSteps(), new IsOfGoodLength(least: 120, most: 1_500)];
    private readonly Dictionary<(string Id, string Reply), double> _known = [];
    private readonly Queue<(string Id, string Reply)> _order = new();
    private readonly Lock _gate = new();

    /// <inheritdoc/>
    public ValueTask<Verdict> JudgeAsync(MathProblem problem, Rollout rollout, CancellationToken cancellationToken)
    {
        var key = (problem.Id, rollout.Text);
        lock (_gate)
        {
            if (_known.TryGetValue(key, out var known))
                return new(new Verdict.Scored(known));
        }

        var grade = _criteria.Sum(one => one.Weight * one.Grade(problem, rollout.Text)) / _criteria.Sum(one => one.Weight);
        lock (_gate)
        {
            if (_known.TryAdd(key, grade))
                _order.Enqueue(key);
            while (_order.Count > Most)
                _known.Remove(_order.Dequeue());
        }

        return new(new Verdict.Scored(grade));
    }
}
