using System.Text.Json;
using Kimi.Cli.Metrics;
using Kimi.Cli.Reports.Figures;
using Kimi.Dsl;

namespace Kimi.Cli.Reports.Records;

/// <summary>Runs of one recipe under the same options, which differ in their seed: their numbers are means and standard deviations over seeds.</summary>
/// <param name="label">A short name.</param>
/// <param name="difference">The options that distinguish the group from others of its recipe.</param>
/// <param name="runs">The runs, by seed; at least one.</param>
internal sealed class RunGroup(string label, string difference, IReadOnlyList<RecordedRun> runs)
{
    private const int OptionsInLabel = 2;

    /// <summary>A short name: the recipe, or what distinguishes the group from others of the recipe if that is short, or else a number.</summary>
    public string Label => label;

    /// <summary>The options that distinguish the group from others of its recipe; empty if it is the only one.</summary>
    public string Difference => difference;

    /// <summary>The runs, by seed; at least one.</summary>
    public IReadOnlyList<RecordedRun> Runs => runs;

    /// <summary>The run with the lowest seed: everything that does not depend on the seed is read from it.</summary>
    public RecordedRun First => Runs[0];

    /// <summary>Groups runs.</summary>
    /// <param name="runs">The runs, in any order.</param>
    public static IReadOnlyList<RunGroup> All(IEnumerable<RecordedRun> runs)
    {
        var groups = runs.DistinctBy(run => (run.Recipe, run.Id)).GroupBy(Signature).Select(group => group.OrderBy(run => run.Seed).ToList()).ToList();
        var firsts = groups.Select(group => group[0]).ToList();
        return [.. groups.Select((group, index) => Labelled(group, firsts, $"#{index + 1}"))];
    }

    /// <summary>A stage in each run.</summary>
    /// <param name="name">Its name.</param>
    public IEnumerable<RecordedStage> Stage(string name) => Runs.Select(run => run[name]);

    /// <summary>The values of something in each run, over seeds.</summary>
    /// <param name="stage">The stage's name.</param>
    /// <param name="value">What to take from the stage.</param>
    public Spread Of(string stage, Func<RecordedStage, double> value) => Spread.Of([.. Stage(stage).Select(value)]);

    /// <summary>A curve over seeds.</summary>
    /// <param name="stage">The stage's name.</param>
    /// <param name="curve">What to take from the stage.</param>
    public Band Band(string stage, Func<RecordedStage, Curve> curve) => Figures.Band.Of(Stage(stage).Select(curve));

    /// <summary>The evaluations, in the order of the graph; stages that ask the same problems under the same options are one.</summary>
    public IReadOnlyList<RecordedEvaluation> Evaluations => field ??=
    [
        .. First.Stages
            .Where(stage => stage.Artifact == nameof(Evaluation))
            .GroupBy(Question)
            .Select(stages => new RecordedEvaluation([.. stages.SelectMany(Evaluated).DistinctBy(policy => policy.Name)])),
    ];

    /// <summary>How a policy did in the last evaluation that includes it; null if none does.</summary>
    /// <param name="policy">The stage that made it.</param>
    public EvaluatedPolicy? Evaluated(string policy) =>
        Evaluations.Reverse().Select(evaluation => evaluation.Policies.FirstOrDefault(each => each.Name == policy)).FirstOrDefault(found => found is not null);

    private static string Question(RecordedStage evaluation) => string.Join('\n',
        [$"{evaluation.Options}", .. evaluation.Components.Select(component => $"{component}"),
            .. evaluation.Inputs.Where(input => input.Artifact == nameof(PromptSet)).Select(input => input.Manifest.ContentHash)]);

    private IEnumerable<EvaluatedPolicy> Evaluated(RecordedStage evaluation) =>
        from seed in Stage(evaluation.Name)
        from policy in Policies(seed)
        group policy by policy.Policy into seeds
        select new EvaluatedPolicy(seeds.Key, evaluation.Name, [.. seeds]);

    private static IReadOnlyList<PolicyEvaluation> Policies(RecordedStage evaluation) =>
        evaluation.Output<Evaluation>().Policies is { Count: > 0 } policies
            && policies.All(policy => policy.ByLevel.Values.Concat(policy.ByTag.Values).All(part => part is not null))
            ? policies
            : throw RecordedFile.Unreadable(
                evaluation.Place.OutputFolder, RecordedStage.RemedyOf(evaluation.Name), new JsonException("there is no policy, or a level or tag is null"));

    private static string Signature(RecordedRun run) => string.Join('\n', Options(run).Select(option => $"{option.Key}={option.Value}").Prepend(run.Recipe));

    private static RunGroup Labelled(List<RecordedRun> group, List<RecordedRun> firsts, string number)
    {
        var alike = firsts.Where(other => other.Recipe == group[0].Recipe).Select(Options).ToList();
        var own = Options(group[0])
            .Where(option => alike.Any(other => other.GetValueOrDefault(option.Key) != option.Value))
            .Select(option => $"{option.Key}={option.Value}")
            .ToList();
        var difference = string.Join(' ', own);
        var label = own.Count is > 0 and <= OptionsInLabel ? difference : number;
        return new(alike.Count == 1 ? group[0].Recipe : alike.Count == firsts.Count ? label : $"{group[0].Recipe} {label}", difference, group);
    }

    private static Dictionary<string, string> Options(RecordedRun run)
    {
        var options = new Dictionary<string, string>();
        foreach (var stage in run.Stages)
        {
            options[stage.Name] = stage.Kind;
            foreach (var (name, value) in stage.Options.Values)
                options[$"{stage.Name}:{name}"] = value;
            foreach (var component in stage.Components)
            {
                foreach (var (name, value) in component.Values)
                    options[$"{stage.Name}:{component.Name}:{name}"] = value;
                options[$"{stage.Name}:{component.Name}"] = "on";
            }
        }

        return options;
    }
}
