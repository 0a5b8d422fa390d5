using System.Collections.Concurrent;
using System.Globalization;
using Kimi.Shared.Declarations;
using Kimi.Shared.Recipes;

namespace Kimi.Shared.Facts;

/// <summary>Where problems or documents come from.</summary>
/// <param name="Source">The source: equal ones give the same problems.</param>
/// <param name="Split">Which part of them.</param>
/// <param name="Share">Which share of them is held out.</param>
/// <param name="Transforms">The transforms they went through, each of which may have taken some out.</param>
internal sealed record Origin(string Source, string Split, string Share, IReadOnlyList<string> Transforms)
{
    /// <summary>The marks of the values that name source and split.</summary>
    public IReadOnlyList<int> Marks { get; init; } = [];

    /// <summary>Whether two certainly have nothing in common: they are the two parts of one split.</summary>
    public bool Excludes(Origin other) => Source == other.Source && Splits(other);

    /// <summary>Whether two certainly have some problems in common: what different transforms made from one set may well be disjoint.</summary>
    public bool Overlaps(Origin other)
    {
        var common = Math.Min(Transforms.Count, other.Transforms.Count);
        return Source == other.Source
            && (Split == other.Split || Split == "All" || other.Split == "All" || (Share != other.Share && !Splits(other)))
            && Transforms.Take(common).SequenceEqual(other.Transforms.Take(common));
    }

    // What a smaller share holds out, a greater one does too, so training that leaves out the greater one saw none of it.
    private bool Splits(Origin other) => (Split, other.Split) switch
    {
        ("Train", "HeldOut") => Leaves(Share, other.Share),
        ("HeldOut", "Train") => Leaves(other.Share, Share),
        _ => false,
    };

    private static bool Leaves(string trained, string heldOut) => trained == heldOut
        || (double.TryParse(trained, NumberStyles.Float, CultureInfo.InvariantCulture, out var most)
            && double.TryParse(heldOut, NumberStyles.Float, CultureInfo.InvariantCulture, out var least) && least <= most);
}

/// <summary>
/// Which problems went into an artifact: sets of origins, joined by union. Everything that a stage takes goes into what it makes, but a policy that makes or
/// chooses problems does not pass on to them what it learned from.
/// </summary>
internal sealed class Origins
{
    private readonly ConcurrentDictionary<CheckedStage, IReadOnlyList<Origin>> _outputs = new();

    /// <summary>What is known about a stage's output.</summary>
    public IReadOnlyList<Origin> this[CheckedStage stage] => _outputs.TryGetValue(stage, out var known) ? known : _outputs[stage] = Transfer(stage);

    private IReadOnlyList<Origin> Transfer(CheckedStage stage)
    {
        if ((stage.Part.Declaration.ProblemOrigin ?? stage.Part.Declaration.DocumentOrigin) is { } declaration)
            return [Establish(stage, declaration)];
        var problems = stage.Ingredients.Where(input => !input.Source.Output.IsModel).ToList();
        var inputs = (stage.Output.IsModel ? stage.Inputs : problems.Count == 0 ? stage.Ingredients : problems).Select(input => this[input.Source])
            .Where(origins => origins.Count > 0).ToList();
        if (!stage.IsTransform)
            return [.. inputs.SelectMany(origins => origins).Distinct()];
        // A transform of several sets may well remove one from the other, unless all of them are seen to go into it.
        return inputs.Count == 1 || stage.KeepsProblems
            ? [.. inputs.SelectMany(origins => origins).Distinct().Select(origin => origin with { Transforms = [.. origin.Transforms, stage.Name] })]
            : [];
    }

    // Whatever reads a file reads the same.
    private static bool IsFileOfProblems(DeclaredAttribute declaration) => declaration.Name == "ProblemOrigin" && declaration.Text("Source").Length > 0;

    private static Origin Establish(CheckedStage stage, DeclaredAttribute declaration)
    {
        var (source, split, share, count) = (
            declaration.Text("Source"), declaration.Text("Split", declaration.Text("Part")), declaration.Text("Share"), declaration.Text("Count"));
        // A source that only the command line names might be any. How a file is read makes no other problems of it. Documents of a team's own source differ
        // from stage to stage.
        var isUnnamed = source.Length > 0 ? stage.Part[source] is not { Length: > 0 } : declaration.Name == "DocumentOrigin";
        var options = stage.Part.Values
            .Where(v => source.Length > 0 ? v.Name == source : v.Name != split && v.Name != share && v.Name != count)
            .OrderBy(v => v.Name, StringComparer.Ordinal)
            .Select(v => $"{v.Name}={(v.Name == source ? Paths.Normal(v.Value.Text) : v.Value.Text)}");
        return new(
            isUnnamed ? $"stage {stage.Name}" : $"{(IsFileOfProblems(declaration) ? "" : stage.Part.Types[0])}({string.Join(", ", options)})",
            split.Length == 0 ? "All" : stage.Part[split]?.Text ?? $"of stage {stage.Name}",
            share.Length == 0 ? "" : stage.Part[share]?.Text ?? "",
            [])
        {
            Marks = [.. stage.Part.Values.Where(v => v.Name == split || v.Name == source).Select(v => v.Value.Mark)],
        };
    }
}
