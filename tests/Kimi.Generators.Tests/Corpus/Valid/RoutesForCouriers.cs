// Form: a stop rule, a sampler and a penalty of the team in one recipe, with options, over a graph problem from random weights
using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Kimi.Dsl;

namespace Acme.Couriers;

[Recipe("couriers", Seed = 7)]
[Sampling(MaxResponseTokens = 40, Parts = 2)]
[Problems<Routes>(Count = 8_000)]
public abstract partial class RoutesForCouriers
{
    private const string Alphabet = Routes.Places + "0123456789-:>;#";

    [Problems<Routes>]
    public abstract PromptSet Orders();

    [Problems<Routes>(Count = 400, Split = Split.HeldOut)]
    public abstract PromptSet HeldOut();

    [Demonstrations<NearestFirst>(PerProblem = 2)]
    public abstract Demonstrations Habits(PromptSet orders);

    [InitializeTransformer(
        Layers = 3, HiddenSize = 96, KeyValueHeads = 4, FeedForwardSize = 256, ContextLength = 128, InitializerRange = 0.1, Alphabet = Alphabet)]
    public abstract Policy Initial();

    [FineTune(Steps = 1_500, BatchSize = 64, LearningRate = 3e-3)]
    public abstract Policy Sft(Policy initial, Demonstrations habits);

    [Reinforce(Iterations = 60, PromptsPerIteration = 48, StepsPerIteration = 3, LearningRate = 2e-4, DecayFraction = 0.4)]
    [MirrorDescent]
    [Reward<ShortRoute>]
    [StopAtThirdVisit(Visits = 2)]
    [Middling(Width = 0.4)]
    [Detour(Weight = 0.1, FromIteration = 20)]
    public abstract Policy Courier(Policy sft, PromptSet orders);

    [Evaluate(SamplesPerPrompt = 4)]
    [Reward<ShortRoute>]
    public abstract Evaluation Report(Policy sft, Policy courier, PromptSet heldOut);
}

/// <summary>Places on a line and the order of their visits.</summary>
[ProblemType("route")]
public sealed record Route : Problem
{
    /// <summary>Where each place is, by its letter.</summary>
    public required IReadOnlyDictionary<string, int> At { get; init; }

    /// <summary>The length of a route from 0 through all places; null where it misses one or has one twice.</summary>
    public int? Length(string visits)
    {
        if (!visits.Order().Select(place => $"{place}").SequenceEqual(At.Keys.Order(StringComparer.Ordinal)))
            return null;
        var (sum, here) = (0, 0);
        foreach (var place in visits)
        {
            sum += Math.Abs(At[$"{place}"] - here);
            here = At[$"{place}"];
        }

        return sum;
    }

    /// <summary>The shortest there is: to the nearer end first.</summary>
    public int Shortest
    {
        get
        {
            var (left, right) = (Math.Min(0, At.Values.Min()), Math.Max(0, At.Values.Max()));
            return right - left + Math.Min(-left, right);
        }
    }
}

/// <summary>Draws places on both sides of the depot.</summary>
[ImplementationVersion(1)]
public sealed class Routes : IProblemSource<Route>
{
    /// <summary>The letters of places.</summary>
    public const string Places = "abcdefgh";

    /// <inheritdoc/>
    public IEnumerable<Route> Problems(Random random)
    {
        while (true)
        {
            var count = random.Next(3, 6);
            var where = Enumerable.Range(-9, 19).Where(place => place != 0).ToArray();
            random.Shuffle(where);
            var at = Places.Take(count).Select((letter, i) => (Letter: $"{letter}", Place: where[i])).ToDictionary(one => one.Letter, one => one.Place);
            var text = string.Join(';', at.Select(one => $"{one.Key}:{one.Value}")) + ">";
            yield return new() { Id = text, Prompt = text, Level = count, At = at };
        }
    }
}

/// <summary>Always goes to the nearest place, and now and then to any.</summary>
[ImplementationVersion(1)]
public sealed class NearestFirst : IDemonstrationSource<Route>
{
    private const double StrayRate = 0.15;

    /// <inheritdoc/>
    public string Respond(Route problem, Random random)
    {
        var left = problem.At.Keys.Order(StringComparer.Ordinal).ToList();
        var (here, route) = (0, "");
        while (left.Count > 0)
        {
            var next = random.NextDouble() < StrayRate ? left[random.Next(left.Count)] : left.MinBy(place => Math.Abs(problem.At[place] - here))!;
            left.Remove(next);
            route += next;
            here = problem.At[next];
        }

        return $"#{route}";
    }
}

/// <summary>Right when no route is shorter; a detour earns a part.</summary>
[ImplementationVersion(1)]
public sealed class ShortRoute : IReward<Route>
{
    /// <inheritdoc/>
    public ValueTask<Verdict> JudgeAsync(Route problem, Rollout rollout, CancellationToken cancellationToken) =>
        new(problem.Length(rollout.Text.TrimStart('#')) switch
        {
            null => new Verdict.Scored(0, "misses"),
            var length when length == problem.Shortest => new Verdict.Scored(1, "shortest"),
            var length => new Verdict.Scored(0.4 * problem.Shortest / length.Value, "longer"),
        });
}

/// <summary>Ends routes that come to a place too often.</summary>
public sealed class StopAtThirdVisitAttribute : RolloutRuleAttribute<StopAtThirdVisit>
{
    /// <summary>How often a token may come. Default: 3.</summary>
    [Range(1, 1_000)]
    [DefaultValue(3)]
    public int Visits { get; set; } = 3;
}

/// <summary>Counts the newest token.</summary>
[ImplementationVersion(1)]
public sealed class StopAtThirdVisit(StopAtThirdVisitAttribute options) : IStopRule
{
    /// <inheritdoc/>
    public StopReason? Check(ReadOnlySpan<int> tokens) => tokens.Count(tokens[^1]) > options.Visits ? StopReason.Repetition : null;
}

/// <summary>Draws problems that are solved about half of the time.</summary>
public sealed class MiddlingAttribute : SamplerAttribute<Middling>
{
    /// <summary>How far from half a success rate still counts much. Default: 0.25.</summary>
    [Range(0.01, 1.0)]
    [DefaultValue(0.25)]
    public double Width { get; set; } = 0.25;
}

/// <summary>A bell over success rates, with a little for all others.</summary>
[ImplementationVersion(1)]
public sealed class Middling : ISampler
{
    private const double Least = 0.05;

    private readonly double _width;

    /// <summary>Creates the sampler.</summary>
    public Middling(MiddlingAttribute options)
    {
        ArgumentNullException.ThrowIfNull(options);
        _width = options.Width;
    }

    /// <inheritdoc/>
    public double Weight(Problem problem, ProblemHistory history, LevelRange levels, TrainingProgress progress)
    {
        var rate = (history.Successes + 1.0) / (history.Attempts + 2);
        return Least + Math.Exp(-Math.Pow((rate - 0.5) / _width, 2));
    }
}

/// <summary>Takes a little away for what a route is longer than the shortest of its group.</summary>
public sealed class DetourAttribute : PenaltyAttribute<Detour>
{
    /// <summary>What the longest route loses. Default: 0.2.</summary>
    [Weight(1)]
    [DefaultValue(0.2)]
    public double Weight { get; set; } = 0.2;

    /// <summary>The iteration from which it is in force. Default: 0.</summary>
    [Range(0, 1_000_000)]
    [Below(nameof(ReinforceAttribute.Iterations), Because = "the penalty is never in force")]
    [DefaultValue(0)]
    public int FromIteration { get; set; }
}

/// <summary>Compares the routes of a group.</summary>
[ImplementationVersion(1)]
public sealed class Detour(DetourAttribute options) : IPenalty
{
    /// <inheritdoc/>
    public double[] Apply(RolloutGroup group, TrainingProgress progress)
    {
        var nothing = new double[group.Count];
        if (progress.Iteration < options.FromIteration || group.Problem is not Route route)
            return nothing;
        var lengths = group.Select(rollout => route.Length(rollout.Rollout.Text.TrimStart('#'))).ToArray();
        var (least, most) = (lengths.Min() ?? 0, lengths.Max() ?? 0);
        return most <= least
            ? nothing
            : [.. lengths.Select(length => length is { } own ? -options.Weight * (own - least) / (most - least) : 0)];
    }
}
