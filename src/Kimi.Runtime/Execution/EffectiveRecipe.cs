using Kimi.Dsl;

namespace Kimi.Runtime.Execution;

/// <summary>A recipe with the option values in force: attributes overlaid with configuration.</summary>
/// <param name="Graph">The graph.</param>
/// <param name="Seed">The seed in force.</param>
/// <param name="Stages">The options in force of every stage of the graph, in its order.</param>
public sealed record EffectiveRecipe(RecipeGraph Graph, int Seed, IReadOnlyList<EffectiveStage> Stages)
{
    /// <summary>The recipe as its attributes declare it, without any configuration.</summary>
    /// <param name="graph">The graph.</param>
    public static EffectiveRecipe Declared(RecipeGraph graph) =>
        new(graph, graph.Seed, [.. graph.Stages.Select(stage => new EffectiveStage(stage, stage.Options, stage.Components))]);

    /// <summary>The options in force of a stage.</summary>
    /// <param name="stage">The stage.</param>
    public EffectiveStage this[Stage stage] => Stages.First(effective => effective.Stage == stage);

    /// <summary>The stages that take the problems of a stage, as they are or with some left out.</summary>
    /// <param name="problems">The stage that has problems.</param>
    internal IEnumerable<Stage> JudgedBy(Stage problems) => problems is not Stage<PromptSet>
        ? []
        : Graph.Stages.Where(stage => stage.Inputs.Any(input => input.Sources.Contains(problems))).SelectMany(stage => JudgedBy(stage).Prepend(stage));
}

/// <summary>A stage with the option values in force.</summary>
/// <param name="Stage">The stage.</param>
/// <param name="Options">Its options in force.</param>
/// <param name="Components">Its components, with their options in force.</param>
public sealed record EffectiveStage(Stage Stage, StageAttribute Options, IReadOnlyList<ComponentAttribute> Components);
