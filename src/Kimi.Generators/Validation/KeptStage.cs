using System.Runtime.CompilerServices;
using Kimi.Generators.Model;
using Kimi.Shared.Recipes;
using Kimi.Shared.Validation;

namespace Kimi.Generators.Validation;

/// <summary>
/// A stage alone, with the values of its attributes and what rules find in it whatever is around it. A keystroke changes one stage of a recipe: the others
/// are kept, as <see cref="Parsing.KeptMethods"/> keeps what is read of them.
/// </summary>
internal sealed class KeptStage
{
    // Held weakly: gone with the stage.
    private static readonly ConditionalWeakTable<StageModel, KeptStage> _all = new();

    private readonly StageModel _model;
    private readonly Lazy<IReadOnlyList<Finding>> _findings;

    private KeptStage(StageModel model)
    {
        _model = model;
        Part = CheckedRecipes.Part(null, model.Attribute!, CheckedRecipes.Values(model.Attribute!));
        Components = [.. model.Components.Select(component => CheckedRecipes.Part(component.Kind, component, CheckedRecipes.Values(component)))];
        _findings = new(Find);
    }

    /// <summary>What it does.</summary>
    public CheckedPart Part { get; }

    /// <summary>The components on it.</summary>
    public IReadOnlyList<CheckedPart> Components { get; }

    /// <summary>What rules find in it alone.</summary>
    public IReadOnlyList<Finding> Findings => _findings.Value;

    /// <summary>That of a stage that says what it does.</summary>
    public static KeptStage Of(StageModel stage) => _all.GetValue(stage, static model => new(model));

    private IReadOnlyList<Finding> Find()
    {
        var stage = CheckedRecipes.Stage(_model, Part, Components, [], null);
        var alone = new CheckedRecipe { Name = "", DeviceMemoryGiB = 0, Devices = 0, Stages = [stage], Ends = [] };
        return [.. DefaultRule.Check(_model, stage), .. OptionRules.Check(alone), .. ValueRules.OfStages(alone)];
    }
}
