using System.Globalization;
using Kimi.Cli.Reports.Figures;
using Kimi.Cli.Reports.Markup;
using Kimi.Cli.Reports.Records;
using Kimi.Dsl;

namespace Kimi.Cli.Reports.Paper;

/// <summary>Figure 7: the long2short methods by accuracy and tokens.</summary>
internal static class LongToShort
{
    private const string Merge = "merge";
    private const string Shortest = "rs";
    private const string Preferences = "dpo";
    private const string SecondPhase = "rl";
    private const string MergeAndShortest = $"{Merge} + {Shortest}";

    private static readonly PaperPolicy[] s_paper =
    [
        new("", "k1.5-long", 1320, 94.1, 4199, 63.3),
        new(SecondPhase, "k1.5-short w/ rl", 1197, 94.6, 3272, 60.8),
        new(Preferences, "k1.5-short w/ dpo", 1102, 91.6, 3109, 47.1),
        new(MergeAndShortest, "k1.5-short w/ merge + rs", 901, 90.2, 3022, 42.9),
        new(Merge, "k1.5-short w/ merge", 856, 89.2, 3128, 39.0),
        new("shortest", "k1.5-shortest", 644, 88.2, 1440, 25.9),
    ];

    /// <summary>Compares what the runs have for it.</summary>
    /// <param name="groups">The runs.</param>
    public static PaperComparison? Compare(IReadOnlyList<RunGroup> groups)
    {
        var planes = groups.Select(group => (Group: group, Policies: Plane(group))).Where(plane => plane.Policies.Count > 1).ToList();
        if (planes.Count == 0)
            return null;
        return new(
            "Figure 7: long2short",
            "How short a long-CoT model's responses become, and at what cost, by method (rl: a second phase of reinforcement learning with a lower "
            + "limit; dpo: preference optimisation; rs: SFT on the shortest correct of several samples; merge: the average of weights). The paper "
            + "applies rs to the merged model. Its order of token efficiency: rl, dpo, merge + rs, merge.",
            [Tabulate(planes)],
            [.. planes.Select(plane => Draw(plane.Group, plane.Policies)), DrawPaper()]);
    }

    private static Figure Draw(RunGroup group, IReadOnlyList<(EvaluatedPolicy Policy, string Method)> policies)
    {
        var figure = new Figure($"long2short-{group.Label}", $"Long2short: {group.Label}", "mean tokens of a response", "accuracy (%)", isLarge: true);
        figure.Points(
            [.. policies.Select(
                policy =>
                    new NamedPoint($"{policy.Policy.Name} ({Described(policy.Method)})", policy.Policy.Tokens.Mean, 100
                        * policy.Policy.Accuracy.Mean, Place(policy.Method)))]);
        return figure;
    }

    private static Figure DrawPaper()
    {
        var figure = new Figure("long2short-paper", "Long2short in the paper: MATH500", "mean tokens of a response", "accuracy (%)", isLarge: true);
        figure.Points([.. s_paper.Select(policy => new NamedPoint(policy.Name, policy.MathTokens, policy.Math, Place(policy.Method)))]);
        return figure;
    }

    private static string Described(string method) => method.Length == 0 ? "long" : method;

    // Methods that the paper does not have come last.
    private static int Place(string method) =>
        Array.FindIndex(s_paper, paper => paper.Method == method) is >= 0 and var place ? place : method == Shortest ? Place(MergeAndShortest) : s_paper.Length;

    /// <summary>Whether reinforcement learning is a second phase, that is, one for shorter responses: the policy comes from one under a higher limit (paper
    /// 2.4).</summary>
    /// <param name="stage">The stage.</param>
    public static bool IsSecondPhase(RecordedStage stage) =>
        stage.Inputs[0].Ancestry.Any(before => before.Is<ReinforceAttribute>() && Limit(before) > Limit(stage));

    private static int Limit(RecordedStage stage) => stage.Options.Number(nameof(ReinforceAttribute.MaxResponseTokens));

    // The policies of the evaluation with the most of them: the long model, and what the methods made of it.
    private static IReadOnlyList<(EvaluatedPolicy Policy, string Method)> Plane(RunGroup group)
    {
        IReadOnlyList<(EvaluatedPolicy, string)> best = [];
        foreach (var evaluation in group.Evaluations)
        {
            var traced = evaluation.Policies
                .Where(policy => group.First.Stages.Any(stage => stage.Name == policy.Name))
                .Select(policy => (Policy: policy, Trace: Trace(group.First[policy.Name])))
                .Where(policy => policy.Trace is { } trace && (trace.Methods.Count > 0 || trace.Long.Name == policy.Policy.Name))
                .GroupBy(policy => policy.Trace!.Value.Long)
                .Where(policies => policies.Any(policy => policy.Policy.Name == policies.Key.Name))
                .MaxBy(policies => policies.Count());
            if (traced is not null && traced.Count() > best.Count)
                best = [.. traced.Select(policy => (policy.Policy, string.Join(" + ", policy.Trace!.Value.Methods)))];
        }

        return best;
    }

    // The long model that a policy comes from, and the methods on the way; null for a policy that comes from none.
    private static (RecordedStage Long, IReadOnlyList<string> Methods)? Trace(RecordedStage policy)
    {
        if (policy.Is<ReinforceAttribute>())
            return IsSecondPhase(policy) ? With(SecondPhase) : (policy, []);

        return policy.Is<MergeWeightsAttribute>() ? With(Merge)
            : policy.Is<OptimizePreferencesAttribute>() ? With(Preferences)
            : policy.Is<FineTuneAttribute>() && policy.Inputs.Any(input => input.Is<SampleShortestAttribute>()) ? With(Shortest)
            : policy.Is<SelectPolicyAttribute>() ? Start()
            : null;

        (RecordedStage, IReadOnlyList<string>)? Start() =>
            policy.Inputs.Where(input => input.Artifact == nameof(Policy)).Select(Trace).FirstOrDefault(trace => trace is not null);

        (RecordedStage, IReadOnlyList<string>)? With(string method) => Start() is ({ } model, { } methods) ? (model, [.. methods, method]) : null;
    }

    private static Table Tabulate(List<(RunGroup Group, IReadOnlyList<(EvaluatedPolicy Policy, string Method)> Policies)> planes)
    {
        Column[] columns =
        [
            new("method", ColumnKind.Text), new("policy", ColumnKind.Text), new("tokens"), new("accuracy"), new("paper's model", ColumnKind.Text),
            new("MATH500 tokens", ColumnKind.Paper), new("MATH500", ColumnKind.Paper), new("AIME2024 tokens", ColumnKind.Paper),
            new("AIME2024", ColumnKind.Paper),
        ];
        var ours =
            from plane in planes
            from policy in plane.Policies
            let name = planes.Count == 1 ? policy.Policy.Name : $"{plane.Group.Label} {policy.Policy.Name}"
            select Row.Of(
                [Described(policy.Method), name, NumberText.Tokens(policy.Policy.Tokens), NumberText.Percent(policy.Policy.Accuracy),
                    .. Cells(s_paper.ElementAtOrDefault(Place(policy.Method)))]);
        var places = planes.SelectMany(plane => plane.Policies).Select(policy => Place(policy.Method)).ToHashSet();
        var others = s_paper.Index()
            .Where(paper => !places.Contains(paper.Index))
            .Select(paper => Row.Of([paper.Item.Method, "–", "–", "–", .. Cells(paper.Item)]));
        return new(columns, [.. ours, .. others]);
    }

    private static IEnumerable<string> Cells(PaperPolicy? paper) => paper is null
        ? ["–", "–", "–", "–", "–"]
        : [paper.Name, Tokens(paper.MathTokens), Accuracy(paper.Math), Tokens(paper.AimeTokens), Accuracy(paper.Aime)];

    private static string Tokens(int tokens) => tokens.ToString("#,0", CultureInfo.InvariantCulture);

    private static string Accuracy(double accuracy) => accuracy.ToString("0.0", CultureInfo.InvariantCulture) + "%";

    private sealed record PaperPolicy(string Method, string Name, int MathTokens, double Math, int AimeTokens, double Aime);
}
