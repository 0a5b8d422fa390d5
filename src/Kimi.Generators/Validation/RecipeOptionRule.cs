using System.Globalization;
using Kimi.Generators.Model;
using Kimi.Shared.Declarations;
using Kimi.Shared.Recipes;
using Kimi.Shared.Validation;

namespace Kimi.Generators.Validation;

/// <summary>
/// Whether the options of <c>[Recipe]</c> itself are allowed, have an effect and do not defeat what they are for: KIMI5001, KIMI5006, KIMI5011. They cannot
/// be configured.
/// </summary>
internal static class RecipeOptionRule
{
    /// <summary>Finds what is wrong.</summary>
    public static IEnumerable<Finding> Check(RecipeModel recipe)
    {
        var part = Part(recipe);
        var broken =
            (from option in recipe.Attribute.Options
             let declared = part.Declaration.Option(option.Name)
             where declared is not null
             from fault in OptionRules.Check(declared, option.ToValue())
             select new Finding(fault.Id, option.Mark, fault.Sentence) { Suggestion = NearestValue.Of(declared, option.ToValue()) }).ToList();
        return broken.Concat(broken.Count > 0 ? [] : [.. InertRule.Check(part), .. FutileRule.Check(part)]);
    }

    // What a base recipe gives counts as if it were given here.
    private static CheckedPart Part(RecipeModel recipe)
    {
        (string Name, OptionValue Value)[] inherited = [("DeviceMemoryGiB", Inherited(recipe.DeviceMemoryGiB)), ("Devices", Inherited(recipe.Devices))];
        return new()
        {
            Component = null,
            Label = recipe.Attribute.Label,
            Types = recipe.Attribute.Class!.Types,
            Declaration = recipe.Attribute.Class.Declaration,
            Values =
            [
                .. recipe.Attribute.Options.Select(option => (option.Name, option.ToValue())),
                .. inherited.Where(value => !recipe.Attribute.Options.Any(option => option.Name == value.Name)),
            ],
            Problem = null,
            Mark = recipe.Attribute.Mark,
        };
    }

    private static OptionValue Inherited(double number) => new()
    {
        Text = number.ToString("R", CultureInfo.InvariantCulture),
        Number = number,
        Length = null,
        Numbers = [],
        Texts = [],
        IsGiven = false,
        Mark = 0,
    };
}
