using System.Globalization;
using Kimi.Dsl;

namespace Kimi.Runtime.Reports;

/// <summary>Figure 7: the methods of long2short in the plane of accuracy and tokens.</summary>
internal static class LongToShort
{
    private const string Merge = "merge";
    private const string Shortest = "rs";
    private const string Preferences = "dpo";
    private const string SecondPhase = "rl";

    private static readonly PaperPolicy[] s_paper =
    [
        new("", "k1.5-long", 1320, 94.1, 4199, 63.3),
        new(SecondPhase, "k1.5-short w/ rl", 1197, 94.6, 3272, 60.8),
        new(Preferences, "k1.5-short w/ dpo", 1102, 91.6, 3109, 47.1),
        new($"{Merge} + {Shortest}", "k1.5-short w/ merge + rs", 901, 90.2, 3022, 42.9),
        new(Merge, "k1.5-short w/ merge", 856, 89.2, 3128, 39.0),
        new("shortest", "k1.5-shortest", 644, 88.2, 1440, 25.9),
    ];

    /// <summary>Compares what the runs hold of it.</summary>
    /// <param name="groups">The runs.</param>
    public static PaperComparison? Compare(IReadOnlyList<RunGroup> groups)
    {
        var planes = groups.Select(group => (Group: group, Policies: Plane(group))).Where(plane => plane.Policies.Count > 1).ToList();
        if (planes.Count == 0)
            return null;
        var figures = planes.Select((plane, index) =>
        {
            var figure = new Figure($"long2short-{index + 1}", $"Long2short: {plane.Group.Label}", "mean tokens of a response", "accuracy (%)", isLarge: true);
            foreach (var (policy, _) in plane.Policies)
                figure.Point(policy.Name, policy.Tokens.Mean, 100 * policy.Accuracy.Mean);
            return figure;
        });
        return new(
            "Figure 7: long2short",
            "How short a long-CoT model's responses become, and what that costs, by method (rl: a second phase of reinforcement learning under a lower limit; dpo: preference "
            + "optimisation; rs: SFT on the shortest correct of several samples; merge: the average of weights). The paper applies rs to the merged model. Its order of token efficiency: "
            + "rl, dpo, merge + rs, merge.",
            [.. planes.Select(plane => Tabulate(plane.Policies))],
            [.. figures]);
    }

    // The policies of the evaluation that has most of them: the long model, and what methods made of it.
    private static IReadOnlyList<(EvaluatedPolicy Policy, string Method)> Plane(RunGroup group)
    {
        IReadOnlyList<(EvaluatedPolicy, string)> best = [];
        foreach (var evaluation in group.Evaluations)
        {
            var traced = evaluation.Policies
                .Select(policy => (Policy: policy, Trace: Trace(group.First.Stages.First(stage => stage.Name == policy.Name))))
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
        {
            var limit = policy.Options.Number(nameof(ReinforceAttribute.MaxResponseTokens));
            var isSecond = policy.Inputs[0].Ancestry.Any(stage => stage.Is<ReinforceAttribute>() && stage.Options.Number(nameof(ReinforceAttribute.MaxResponseTokens)) > limit);
            return isSecond ? With(SecondPhase) : (policy, []);
        }

        return policy.Is<MergeWeightsAttribute>() ? With(Merge)
            : policy.Is<OptimizePreferencesAttribute>() ? With(Preferences)
            : policy.Is<FineTuneAttribute>() && policy.Inputs.Any(input => input.Is<SampleShortestAttribute>()) ? With(Shortest)
            : policy.Is<SelectPolicyAttribute>() ? Start()
            : null;

        (RecordedStage, IReadOnlyList<string>)? Start() => policy.Inputs.Where(input => input.Artifact == nameof(Policy)).Select(Trace).FirstOrDefault(trace => trace is not null);

        (RecordedStage, IReadOnlyList<string>)? With(string method) => Start() is ({ } model, { } methods) ? (model, [.. methods, method]) : null;
    }

    private static Table Tabulate(IReadOnlyList<(EvaluatedPolicy Policy, string Method)> policies)
    {
        Column[] columns =
        [
            new("method", ColumnKind.Text), new("policy", ColumnKind.Text), new("tokens"), new("accuracy"), new("paper's model", ColumnKind.Text),
            new("MATH500 tokens", ColumnKind.Paper), new("MATH500", ColumnKind.Paper), new("AIME2024 tokens", ColumnKind.Paper), new("AIME2024", ColumnKind.Paper),
        ];
        var ours = policies.Select(policy => Row.Of(
            [policy.Method.Length == 0 ? "long" : policy.Method, policy.Policy.Name, NumberText.Tokens(policy.Policy.Tokens), NumberText.Percent(policy.Policy.Accuracy), .. Cells(s_paper.FirstOrDefault(paper => paper.Method == policy.Method))]));
        var others = s_paper.Where(paper => policies.All(policy => policy.Method != paper.Method)).Select(paper => Row.Of([paper.Method, "–", "–", "–", .. Cells(paper)]));
        return new(columns, [.. ours, .. others]);
    }

    private static IEnumerable<string> Cells(PaperPolicy? paper) => paper is null
        ? ["–", "–", "–", "–", "–"]
        : [paper.Name, Tokens(paper.MathTokens), Accuracy(paper.Math), Tokens(paper.AimeTokens), Accuracy(paper.Aime)];

    private static string Tokens(int tokens) => tokens.ToString("#,0", CultureInfo.InvariantCulture);

    private static string Accuracy(double accuracy) => accuracy.ToString("0.0", CultureInfo.InvariantCulture) + "%";

    private sealed record PaperPolicy(string Method, string Name, int MathTokens, double Math, int AimeTokens, double Aime);
}
