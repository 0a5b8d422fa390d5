namespace Kimi.Shared.Validation;

/// <summary>A recipe as the rules see it: its graph, with the option values of one configuration. Compiler and runtime both make it.</summary>
internal sealed record CheckedRecipe
{
    /// <summary>The recipe's name.</summary>
    public required string Name { get; init; }

    /// <summary>The memory of the device it is meant for, in GiB; 0 when it is not told.</summary>
    public required double DeviceMemoryGiB { get; init; }

    /// <summary>How many such devices there are.</summary>
    public required int Devices { get; init; }

    /// <summary>Every stage, each after those it takes artifacts from.</summary>
    public required IReadOnlyList<CheckedStage> Stages { get; init; }

    /// <summary>The name of the stage that is declared last.</summary>
    public required string LastDeclared { get; init; }
}

/// <summary>A stage.</summary>
internal sealed class CheckedStage
{
    /// <summary>Its name.</summary>
    public required string Name { get; init; }

    /// <summary>The artifact it makes.</summary>
    public required ArtifactType Output { get; init; }

    /// <summary>The artifacts it takes.</summary>
    public required IReadOnlyList<CheckedInput> Inputs { get; init; }

    /// <summary>What it does.</summary>
    public required CheckedPart Part { get; init; }

    /// <summary>What hangs on it.</summary>
    public required IReadOnlyList<CheckedPart> Components { get; init; }

    /// <summary>Whether it is a method of the team's, which can do anything.</summary>
    public required bool IsTransform { get; init; }

    /// <summary>The mark of its name.</summary>
    public required int Mark { get; init; }

    /// <summary>The artifacts that go into what it makes.</summary>
    public IReadOnlyList<CheckedInput> Ingredients => Part.Declaration.PartOf is { } input && input < Inputs.Count ? [Inputs[input]] : Inputs;

    /// <summary>The policies it takes.</summary>
    public IEnumerable<CheckedInput> Policies => Inputs.Where(i => i.Source.Output.IsPolicy);

    /// <summary>The models it takes that learned from problems: policies, and reward models.</summary>
    public IEnumerable<CheckedInput> Models => Inputs.Where(i => i.Source.Output.IsModel);

    /// <summary>The prompt sets it takes.</summary>
    public IEnumerable<CheckedInput> PromptSets => Inputs.Where(i => i.Source.Output.IsPromptSet);

    /// <summary>What it does, and what hangs on it.</summary>
    public IEnumerable<CheckedPart> Parts => Components.Prepend(Part);
}

/// <summary>An artifact that a stage takes.</summary>
/// <param name="Name">The parameter.</param>
/// <param name="Source">The stage that makes it.</param>
/// <param name="Mark">The mark of the parameter.</param>
internal sealed record CheckedInput(string Name, CheckedStage Source, int Mark);

/// <summary>A type of artifact.</summary>
/// <param name="Name">Its full name.</param>
internal readonly record struct ArtifactType(string Name)
{
    public bool IsPolicy => Name == "Kimi.Dsl.Policy";

    public bool IsRewardModel => Name == "Kimi.Dsl.RewardModel";

    public bool IsModel => IsPolicy || IsRewardModel;

    public bool IsPromptSet => Name == "Kimi.Dsl.PromptSet";

    public bool IsCorpus => Name == "Kimi.Dsl.Corpus";

    public bool IsPreferences => Name == "Kimi.Dsl.Preferences";

    public bool IsMeasurement => Name is "Kimi.Dsl.Evaluation" or "Kimi.Dsl.PerplexityReport" or "Kimi.Dsl.RewardModelComparison";
}

/// <summary>A stage attribute or a component, with its options.</summary>
internal sealed class CheckedPart
{
    /// <summary>What it is.</summary>
    public required PartKind Kind { get; init; }

    /// <summary>As the user writes it, without brackets.</summary>
    public required string Label { get; init; }

    /// <summary>The full names of its attribute class and that class's bases, the class first; type arguments included.</summary>
    public required IReadOnlyList<string> Types { get; init; }

    /// <summary>What its class declares.</summary>
    public required AttributeDeclaration Declaration { get; init; }

    /// <summary>The values of its options, as far as they are known.</summary>
    public required IReadOnlyList<(string Name, OptionValue Value)> Values { get; init; }

    /// <summary>The type of problem it makes, demonstrates or judges; null when it tells none.</summary>
    public required ProblemType? Problem { get; init; }

    /// <summary>The mark of its name.</summary>
    public required int Mark { get; init; }

    /// <summary>An option's value; null when it is not known, or there is no such option.</summary>
    public OptionValue? this[string option] => Values.FirstOrDefault(v => v.Name == option).Value;
}

/// <summary>What a part of a stage is.</summary>
internal enum PartKind
{
    /// <summary>The attribute that names what the stage does.</summary>
    Stage,

    /// <summary>What the policy is optimised for.</summary>
    Objective,

    /// <summary>Which problems come next.</summary>
    Sampler,

    /// <summary>How a response is judged.</summary>
    Reward,

    /// <summary>What is added to the reward.</summary>
    Penalty,

    /// <summary>How responses are generated.</summary>
    RolloutRule,

    /// <summary>How a corpus is refined.</summary>
    CorpusRule,
}

/// <summary>A type of problem.</summary>
/// <param name="Types">The full names of the type and its bases, the type first.</param>
/// <param name="HasImages">Whether its prompts have images.</param>
internal sealed record ProblemType(IReadOnlyList<string> Types, bool HasImages)
{
    /// <summary>The type that all problems have.</summary>
    public const string Root = "Kimi.Dsl.Problem";

    /// <summary>Without namespace.</summary>
    public string Name => Types[0].Substring(Types[0].LastIndexOf('.') + 1);

    /// <summary>Whether every problem of this type is one of another.</summary>
    public bool Is(ProblemType other) => Types.Contains(other.Types[0]);
}
