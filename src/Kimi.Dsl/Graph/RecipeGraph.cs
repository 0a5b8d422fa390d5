namespace Kimi.Dsl;

/// <summary>The typed training graph of a recipe. Generated code builds it.</summary>
public sealed class RecipeGraph
{
    /// <summary>Creates the graph.</summary>
    /// <param name="name">The recipe's name.</param>
    /// <param name="recipe">The recipe class.</param>
    /// <param name="seed">The seed from which all randomness derives.</param>
    /// <param name="stages">Every stage, each after the stages whose artifacts it takes.</param>
    public RecipeGraph(string name, Type recipe, int seed, params IReadOnlyList<Stage> stages)
    {
        Name = name;
        Recipe = recipe;
        Seed = seed;
        Stages = stages;
    }

    /// <summary>The recipe's name.</summary>
    public string Name { get; }

    /// <summary>The recipe class.</summary>
    public Type Recipe { get; }

    /// <summary>The seed from which all randomness derives.</summary>
    public int Seed { get; }

    /// <summary>Every stage, each after the stages whose artifacts it takes.</summary>
    public IReadOnlyList<Stage> Stages { get; }

    /// <summary>A stage and everything it depends on, in topological order.</summary>
    /// <param name="stage">The stage.</param>
    public IReadOnlyList<Stage> UpTo(Stage stage)
    {
        var needed = new HashSet<Stage> { stage };
        foreach (var candidate in Stages.Reverse())
        {
            if (needed.Contains(candidate))
                needed.UnionWith(candidate.Sources);
        }

        return [.. Stages.Where(needed.Contains)];
    }

    /// <summary>A stage and everything that depends on it, in topological order.</summary>
    /// <param name="stage">The stage.</param>
    public IReadOnlyList<Stage> From(Stage stage)
    {
        var affected = new HashSet<Stage> { stage };
        foreach (var candidate in Stages)
        {
            if (candidate.Sources.Any(affected.Contains))
                affected.Add(candidate);
        }

        return [.. Stages.Where(affected.Contains)];
    }
}
