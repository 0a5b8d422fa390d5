// Form: samplers and penalties ask by helpers, take roots of counts and sums, fill fields that are null, and know groups of one
using Kimi.Dsl;

namespace Acme;

[Recipe("filled-in-where-missing")]
public abstract partial class FilledInWhereMissing
{
    [Problems<AdditionProblems>(Count = 4_096)]
    public abstract PromptSet Problems();

    [Problems<AdditionProblems>(Count = 256, Split = Split.HeldOut)]
    public abstract PromptSet HeldOut();

    [Demonstrations<AdditionSteps>]
    public abstract Demonstrations Traces(PromptSet problems);

    [InitializeTransformer(Layers = 6, ContextLength = 512)]
    public abstract Policy Initial();

    [FineTune(Steps = 500)]
    public abstract Policy Sft(Policy initial, Demonstrations traces);

    [Reinforce(Iterations = 80)]
    [MirrorDescent]
    [Sampler<FreshByAHelper>, Sampler<Confident>, Sampler<Tabulated>]
    [ExactAnswerReward]
    [Reward<Normalised>(Weight = 0.5)]
    [Reward<Spread>(Weight = 0.1)]
    [Penalty<AgainstTheGroup>]
    public abstract Policy LongCot(Policy sft, PromptSet problems);

    [Evaluate]
    [ExactAnswerReward]
    public abstract Evaluation Report(Policy longCot, PromptSet heldOut);
}

/// <summary>Asks a helper.</summary>
public sealed class FreshByAHelper : ISampler
{
    /// <inheritdoc/>
    public double Weight(Problem problem, ProblemHistory history, LevelRange levels, TrainingProgress progress) =>
        history.IsFresh() ? 1 : 1.1 - ((double)history.Successes / history.Attempts);
}

/// <summary>A bound of confidence.</summary>
public sealed class Confident : ISampler
{
    /// <inheritdoc/>
    public double Weight(Problem problem, ProblemHistory history, LevelRange levels, TrainingProgress progress)
    {
        var attempts = Math.Max(1, history.Attempts);
        return 1 - (history.Successes / (double)attempts) + (1 / Math.Sqrt(attempts));
    }
}

/// <summary>Histories.</summary>
public static class Histories
{
    /// <summary>Whether there were no attempts.</summary>
    public static bool IsFresh(this ProblemHistory history) => history.Attempts == 0;
}

/// <summary>By a table that is made when it is needed first.</summary>
public sealed class Tabulated : ISampler
{
    private readonly object _gate = new();
    private volatile double[]? _table;

    /// <inheritdoc/>
    public double Weight(Problem problem, ProblemHistory history, LevelRange levels, TrainingProgress progress) =>
        Table()[Math.Clamp(problem.Level, 0, 9)];

    private double[] Table()
    {
        if (_table == null)
        {
            lock (_gate)
            {
                if (_table == null)
                    _table = [.. Enumerable.Range(1, 10).Select(level => 1.0 / level)];
            }
        }

        return _table;
    }
}

/// <summary>References without blanks, each made once.</summary>
public sealed class Normalised : IReward<MathProblem>
{
    private readonly Dictionary<string, string> _plain = new(StringComparer.Ordinal);

    /// <inheritdoc/>
    public ValueTask<Verdict> JudgeAsync(MathProblem problem, Rollout rollout, CancellationToken cancellationToken)
    {
        string? plain;
        lock (_plain)
        {
            if (!_plain.TryGetValue(problem.Answer, out plain))
            {
                plain = problem.Answer.Replace(" ", "", StringComparison.Ordinal);
                _plain[problem.Answer] = plain;
            }
        }

        return new(Verdict.Of(rollout.Text.EndsWith("#" + plain, StringComparison.Ordinal)));
    }
}

/// <summary>How far a group's lengths lie apart.</summary>
public sealed class Spread : IGroupReward<Problem>
{
    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<Verdict>> JudgeAsync(Problem problem, IReadOnlyList<Rollout> rollouts, CancellationToken cancellationToken)
    {
        if (rollouts.Count == 1)
            return new([Verdict.Of(true)]);
        var mean = rollouts.Average(one => one.Length);
        var variance = rollouts.Average(one => (one.Length - mean) * (one.Length - mean));
        return new([.. rollouts.Select(one => new Verdict.Scored(Math.Clamp(0.5 - ((one.Length - mean) / Math.Sqrt(variance + 1e-8) / 6), 0, 1)))]);
    }
}

/// <summary>Goes by the others.</summary>
public sealed class AgainstTheGroup : IPenalty
{
    /// <inheritdoc/>
    public double[] Apply(RolloutGroup group, TrainingProgress progress)
    {
        if (group.Count < 2)
            return [0];
        var mean = group.Average(judged => judged.Length);
        return [.. group.Select(judged => -0.02 * Math.Clamp((judged.Length - mean) / Math.Max(1, mean), 0, 1))];
    }
}
