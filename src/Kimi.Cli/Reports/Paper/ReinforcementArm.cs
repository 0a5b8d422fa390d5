using Kimi.Cli.Metrics;
using Kimi.Cli.Reports.Figures;
using Kimi.Cli.Reports.Records;
using Kimi.Dsl;

namespace Kimi.Cli.Reports.Paper;

/// <summary>A reinforcement-learning stage in a group of runs, as one arm of a comparison.</summary>
/// <param name="Group">The runs.</param>
/// <param name="Stage">The stage, in the first of them.</param>
internal sealed record ReinforcementArm(RunGroup Group, RecordedStage Stage)
{
    /// <summary>The policy it starts from.</summary>
    public RecordedStage Start => Stage.Inputs[0];

    /// <summary>How its policy does on held-out problems; null if nothing evaluates it.</summary>
    public EvaluatedPolicy? Evaluated => Group.Evaluated(Stage.Name);

    /// <summary>Accuracy of its rollouts, in per cent, over iterations.</summary>
    public Band Accuracy => Group.Band(Stage.Name, stage => stage.Curve("accuracy").Percent);

    /// <summary>The mean tokens of its rollouts, over iterations.</summary>
    public Band Tokens => Group.Band(Stage.Name, stage => stage.Curve("meanTokens"));

    /// <summary>Accuracy of the last iteration's rollouts.</summary>
    public Spread LastAccuracy => Group.Of(Stage.Name, stage => stage.Curve("accuracy").Y[^1]);

    /// <summary>Mean tokens of the last iteration's rollouts.</summary>
    public Spread LastTokens => Group.Of(Stage.Name, stage => stage.Curve("meanTokens").Y[^1]);

    /// <summary>The gain in accuracy per additional token, over iterations.</summary>
    public Spread Slope => Group.Of(Stage.Name, stage => AccuracyByTokens(stage).Slope);

    /// <summary>Accuracy and mean tokens of its rollouts, one point per iteration, for all seeds.</summary>
    public Curve Points => Curve.Joined(Group.Stage(Stage.Name).Select(AccuracyByTokens));

    /// <summary>Accuracy of a stage's rollouts over their mean tokens.</summary>
    /// <param name="stage">The stage.</param>
    public static Curve AccuracyByTokens(RecordedStage stage) => stage.Curve("meanTokens").Against(stage.Curve("accuracy"));

    /// <summary>All arms of the runs: stages that recorded accuracy and tokens, in each seed.</summary>
    /// <param name="groups">The runs.</param>
    public static IEnumerable<ReinforcementArm> All(IReadOnlyList<RunGroup> groups) =>
        from run in groups
        from stage in run.First.Stages
        where stage.Is<ReinforceAttribute>() && run.Stage(stage.Name).All(seed => AccuracyByTokens(seed).Count > 0)
        select new ReinforcementArm(run, stage);

    /// <summary>Arms from the same policy, by content, that have the same options and components except for one kind of component.</summary>
    /// <typeparam name="TAttribute">The base of the attributes in which they may differ.</typeparam>
    /// <param name="groups">The runs.</param>
    public static IEnumerable<IReadOnlyList<ReinforcementArm>> AlikeBut<TAttribute>(IReadOnlyList<RunGroup> groups)
        where TAttribute : ComponentAttribute =>
        All(groups)
            .GroupBy(
                arm => string.Join(
                    '\n', [arm.Start.Manifest.ContentHash, arm.Stage.Options.AllBut(),
                        .. arm.Stage.Components.Where(component => !component.Is<TAttribute>()).Select(component => component.AllBut()).Order()]))
            .Select(arms => arms.ToList())
            .Where(arms => arms.Count > 1);

    /// <summary>The arm's name among others: the stage, and also the runs if those differ.</summary>
    /// <param name="arms">The arms.</param>
    public string Label(IEnumerable<ReinforcementArm> arms) => arms.All(arm => arm.Group == Group) ? Stage.Name : $"{Group.Label} {Stage.Name}";

    /// <summary>Its components of one kind, in words.</summary>
    /// <typeparam name="TAttribute">The base of their attributes.</typeparam>
    /// <param name="none">What to say if there is none.</param>
    public string Components<TAttribute>(string none)
        where TAttribute : ComponentAttribute => Stage.Of<TAttribute>().ToList() is { Count: > 0 } components ? string.Join(", ", components) : none;
}
