using Kimi.Shared.Declarations;

namespace Kimi.Shared.Recipes;

/// <summary>A stage.</summary>
internal sealed class CheckedStage
{
    // Each rule goes through them.
    private IReadOnlyList<CheckedPart>? _parts;
    private IReadOnlyList<CheckedInput>? _ingredients;
    private IReadOnlyList<CheckedInput>? _policies;
    private IReadOnlyList<CheckedInput>? _promptSets;

    /// <summary>Its name.</summary>
    public required string Name { get; init; }

    /// <summary>The artifact it makes.</summary>
    public required ArtifactType Output { get; init; }

    /// <summary>The artifacts it takes.</summary>
    public required IReadOnlyList<CheckedInput> Inputs { get; init; }

    /// <summary>What it does.</summary>
    public required CheckedPart Part { get; init; }

    /// <summary>The components on it.</summary>
    public required IReadOnlyList<CheckedPart> Components { get; init; }

    /// <summary>Whether it is a method of a team's own, which can do anything.</summary>
    public required bool IsTransform { get; init; }

    /// <summary>Whether it only leaves problems out or orders them, so that their type is that of what it takes; the runtime does not know it.</summary>
    public bool KeepsProblems { get; init; }

    /// <summary>The type of problem that a transform makes, where its text says so; the runtime does not know it.</summary>
    public ProblemType? Makes { get; init; }

    /// <summary>What the checkpoint says that it loads; null where it loads none, or nothing is known of it.</summary>
    public Checkpoint? Checkpoint { get; init; }

    /// <summary>The mark of its name.</summary>
    public required int Mark { get; init; }

    /// <summary>The artifacts that go into its output.</summary>
    public IReadOnlyList<CheckedInput> Ingredients =>
        _ingredients ??= Part.Declaration.PartOf is { } input && input < Inputs.Count ? [Inputs[input]] : Inputs;

    /// <summary>The policies it takes.</summary>
    public IReadOnlyList<CheckedInput> Policies => _policies ??= [.. Inputs.Where(i => i.Source.Output.IsPolicy)];

    /// <summary>The models it takes that learned from problems: policies, and reward models.</summary>
    public IEnumerable<CheckedInput> Models => Inputs.Where(i => i.Source.Output.IsModel);

    /// <summary>The prompt sets it takes.</summary>
    public IReadOnlyList<CheckedInput> PromptSets => _promptSets ??= [.. Inputs.Where(i => i.Source.Output.IsPromptSet)];

    /// <summary>What it does, and the components on it.</summary>
    public IReadOnlyList<CheckedPart> Parts => _parts ??= [Part, .. Components];
}

/// <summary>An artifact that a stage takes.</summary>
/// <param name="Name">The parameter.</param>
/// <param name="Source">The stage that makes it.</param>
/// <param name="Mark">The mark of the parameter.</param>
internal sealed record CheckedInput(string Name, CheckedStage Source, int Mark);
