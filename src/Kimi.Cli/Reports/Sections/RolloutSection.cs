using System.Globalization;
using Kimi.Cli.Reports.Markup;
using Kimi.Cli.Reports.Records;
using Kimi.Dsl;

namespace Kimi.Cli.Reports.Sections;

/// <summary>Rollouts of the same problems in the first and the last iteration that drew them.</summary>
internal static class RolloutSection
{
    private const int Problems = 3;
    private const int Samples = 3;

    /// <summary>Writes the section, from the first run of each group.</summary>
    /// <param name="groups">The runs.</param>
    public static Html Write(IReadOnlyList<RunGroup> groups) => Html.Of(
        $"""
        {from run in groups
         from stage in run.First.Stages
         where stage.Is<ReinforceAttribute>()
         select Write(groups.Count > 1 ? $"{run.Label}: {stage.Name}" : stage.Name, stage)}
        """);

    private static Html Write(string title, RecordedStage stage)
    {
        var folder = Path.Combine(stage.Place.LogFolder, "rollouts");
        if (!Directory.Exists(folder))
            return Html.Empty;
        var drawn = Directory.GetFiles(folder, "*.jsonl")
            .Where(file => int.TryParse(Path.GetFileNameWithoutExtension(file), NumberStyles.None, CultureInfo.InvariantCulture, out _))
            .Order(StringComparer.Ordinal)
            .SelectMany(file => stage.Lines<DrawnProblem>(file).Select(rollout => rollout.Problem).Distinct().Select(problem => (Problem: problem, File: file)))
            .GroupBy(entry => entry.Problem, entry => entry.File)
            .Where(files => files.Count() > 1)
            .OrderByDescending(files => Iteration(files.Last()) - Iteration(files.First()))
            .Take(Problems)
            .ToList();
        return drawn.Count == 0 ? Html.Empty : Html.Of(
            $"""
            <h3>{title}</h3>
            <div class="scroll"><table class="responses"><thead><tr><th>problem</th><th>first time</th><th>last time</th></tr></thead><tbody>
            {drawn.Select(problem => WriteProblem(stage, problem))}</tbody></table></div>

            """);
    }

    private static Html WriteProblem(RecordedStage stage, IGrouping<string, string> files)
    {
        var (first, last) = (Read(stage, files.First(), files.Key), Read(stage, files.Last(), files.Key));
        var problem = ResponseText.Problem(new ShownImages(stage).Show(first[0].Images), first[0].Prompt, first[0].Level, first[0].Tags);
        return Html.Of($"<tr><td>{problem}</td>{Side(first, Iteration(files.First()))}{Side(last, Iteration(files.Last()))}</tr>\n");
    }

    private static Html Side(List<KeptRollout> rollouts, int iteration) => Html.Of(
        $"""
        <td><small>iteration {iteration}: {Verdicts(rollouts)}, {rollouts.Average(rollout => rollout.Tokens)} tokens on average</small>
        {rollouts.Take(Samples).Select(rollout => ResponseText.Response(rollout.Text, rollout.Tokens, rollout.IsCorrect))}</td>
        """);

    private static string Verdicts(List<KeptRollout> rollouts)
    {
        var judged = rollouts.Where(rollout => rollout.IsCorrect is not null).ToList();
        return judged.Count == 0 ? "not judged" : $"{judged.Count(rollout => rollout.IsCorrect == true)} of {judged.Count} right";
    }

    private static List<KeptRollout> Read(RecordedStage stage, string file, string problem) =>
        [.. stage.Lines<KeptRollout>(file).Where(rollout => rollout.Problem == problem)];

    private static int Iteration(string file) => int.Parse(Path.GetFileNameWithoutExtension(file), CultureInfo.InvariantCulture);

    private sealed record DrawnProblem
    {
        public required string Problem { get; init; }
    }

    private sealed record KeptRollout
    {
        public required string Problem { get; init; }

        public required int Level { get; init; }

        public required IReadOnlyList<string> Tags { get; init; }

        public required string Prompt { get; init; }

        public IReadOnlyList<string>? Images { get; init; }

        public required string Text { get; init; }

        public required IReadOnlyList<KeptSegment> Segments { get; init; }

        public required bool? IsCorrect { get; init; }

        public int Tokens => Segments.Sum(segment => segment.Tokens.Count);
    }

    // A struct, since the serializer would accept null for an item that is a class.
    private readonly record struct KeptSegment(IReadOnlyList<int> Tokens);
}
