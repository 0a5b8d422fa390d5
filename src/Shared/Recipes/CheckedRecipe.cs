namespace Kimi.Shared.Recipes;

/// <summary>A recipe as the rules see it: its graph, with the option values of one configuration. Both the compiler and the runtime create it.</summary>
internal sealed record CheckedRecipe
{
    /// <summary>The recipe's name.</summary>
    public required string Name { get; init; }

    /// <summary>The memory of the device it is meant for, in GiB; 0 when it is not specified.</summary>
    public required double DeviceMemoryGiB { get; init; }

    /// <summary>How many such devices there are.</summary>
    public required int Devices { get; init; }

    /// <summary>Every stage, each after the stages whose artifacts it takes.</summary>
    public required IReadOnlyList<CheckedStage> Stages { get; init; }

    /// <summary>The names of the stages that it ends in: the one that is declared last, of each file where the recipe is in several.</summary>
    public required IReadOnlyList<string> Ends { get; init; }
}
