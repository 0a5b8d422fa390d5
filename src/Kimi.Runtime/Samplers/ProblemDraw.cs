using System.Text.Json;
using Kimi.Dsl;

namespace Kimi.Runtime.Samplers;

/// <summary>Draws an iteration's problems by the product of the samplers' weights, and remembers how each problem went.</summary>
/// <remarks>
/// Weighted sampling without replacement (Efraimidis and Spirakis 2006): the largest keys log(u) / w win. If fewer problems than requested
/// have weight, they are drawn again; if none has, all are equally likely.
/// </remarks>
/// <param name="prompts">The problems.</param>
/// <param name="samplers">Their weights multiply.</param>
internal sealed class ProblemDraw(PromptSet prompts, IReadOnlyList<ISampler> samplers) : ICheckpointed
{
    private readonly LevelRange _levels = new(prompts.Min(problem => problem.Level), prompts.Max(problem => problem.Level));
    private readonly Dictionary<string, ProblemHistory> _histories = [];
    private int _open;

    /// <summary>Whether no problem has been observed yet.</summary>
    public bool KnowsNothing => _histories.Count == 0;

    /// <summary>The next iteration's problems.</summary>
    public IReadOnlyList<Problem> Next(int count, TrainingProgress progress, Random random)
    {
        var weighted = Weighted(progress);
        var drawn = new List<Problem>(count);
        while (drawn.Count < count)
            drawn.AddRange(Draw(weighted, count - drawn.Count, random));
        return drawn;
    }

    /// <summary>Problems for the same iteration that it has not drawn yet, as many as there are up to a number.</summary>
    /// <param name="count">The number.</param>
    /// <param name="drawn">The ids of those that it has drawn.</param>
    /// <param name="progress">How far the run has come.</param>
    /// <param name="random">Decides.</param>
    public IReadOnlyList<Problem> Others(int count, IReadOnlySet<string> drawn, TrainingProgress progress, Random random) =>
        Draw(Weighted(progress).Where(entry => !drawn.Contains(entry.Problem.Id)), count, random);

    /// <summary>Remembers how a problem's responses went.</summary>
    public void Observe(RolloutGroup group)
    {
        var history = _histories.GetValueOrDefault(group.Problem.Id);
        _histories[group.Problem.Id] = new(history.Attempts + group.Count, history.Successes + group.Count(rollout => rollout.IsCorrect));
    }

    /// <summary>What the run has learnt about its problems, and how many of them could come next in the latest draw.</summary>
    public IReadOnlyDictionary<string, double> Metrics => new Dictionary<string, double>
    {
        ["problemsTried"] = _histories.Count,
        ["problemsAlwaysSolved"] = _histories.Values.Count(history => history.Successes == history.Attempts),
        ["problemsNeverSolved"] = _histories.Values.Count(history => history.Successes == 0),
        ["problemsOpen"] = _open,
    };

    /// <inheritdoc/>
    public void Save(string folder) => File.WriteAllText(StateFile(folder), JsonSerializer.Serialize(_histories));

    /// <inheritdoc/>
    public void Load(string folder)
    {
        foreach (var (id, history) in JsonSerializer.Deserialize<Dictionary<string, ProblemHistory>>(File.ReadAllText(StateFile(folder)))!)
            _histories[id] = history;
    }

    private static string StateFile(string folder) => Path.Combine(folder, "problem-histories.json");

    private List<(Problem Problem, double Weight)> Weighted(TrainingProgress progress)
    {
        var weighted = prompts.Select(problem => (Problem: problem, Weight: Weight(problem, progress))).Where(entry => entry.Weight > 0).ToList();
        _open = weighted.Count;
        return weighted.Count > 0 ? weighted : [.. prompts.Select(problem => (problem, 1.0))];
    }

    private static List<Problem> Draw(IEnumerable<(Problem Problem, double Weight)> weighted, int count, Random random)
    {
        var order = weighted.Select(entry => (entry.Problem, Key: Math.Log(1 - random.NextDouble()) / entry.Weight)).ToList();
        return [.. order.OrderByDescending(entry => entry.Key).Take(count).Select(entry => entry.Problem)];
    }

    private double Weight(Problem problem, TrainingProgress progress) => samplers.Aggregate(
        1.0, (product, sampler) => product * sampler.Weight(problem, _histories.GetValueOrDefault(problem.Id), _levels, progress));
}
