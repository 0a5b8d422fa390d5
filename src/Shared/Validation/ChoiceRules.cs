using System.Globalization;
using Kimi.Shared.Declarations;
using Kimi.Shared.Recipes;

namespace Kimi.Shared.Validation;

/// <summary>Whether what is switched on and off leaves something to do, and fits the inputs: KIMI5008, KIMI5009.</summary>
internal static class ChoiceRules
{
    /// <summary>Finds what is wrong.</summary>
    public static IEnumerable<Finding> Check(CheckedRecipe recipe) =>
        from stage in recipe.Stages
        from part in stage.Parts
        from problem in part.Declaration.OneOf.Select(one => AllOff(stage, part, one))
            .Concat(part.Declaration.OptionsWith("TakesExactly")
                .SelectMany(option => option.FindAll("TakesExactly").Select(exactly => Arity(stage, part, option, exactly))))
        where problem is not null
        select problem;

    private static Finding? AllOff(CheckedStage stage, CheckedPart part, DeclaredAttribute declaration)
    {
        var values = declaration.List(0).Select(option => (Name: option, Value: part[option])).ToList();
        return values.Any(one => one.Value?.Text != "false")
            ? null
            : new(
                Ids.AllOff,
                part.Mark,
                $"{Words.List([.. values.Select(one => one.Name)], "and")} of [{part.Label}] on stage '{stage.Name}' are all false, "
                + $"so {declaration.Text("Because", "nothing is left to do")}: leave one of them on")
            {
                Causes = [.. values.Select(one => one.Value!.Mark)],
            };
    }

    private static Finding? Arity(CheckedStage stage, CheckedPart part, OptionDeclaration option, DeclaredAttribute declaration)
    {
        var type = new ArtifactType((string)declaration.Arguments[0]!);
        var wanted = Convert.ToInt32(declaration.Arguments[1], CultureInfo.InvariantCulture);
        var count = stage.Inputs.Count(input => input.Source.Output == type);
        return part[option.Name] is not { } value || value.Text != declaration.Arguments[2] as string || count == wanted
            ? null
            : new(
                Ids.Arity,
                value.Mark,
                $"{option.Name} of stage '{stage.Name}' is {value.Text}, which takes exactly {wanted} {(wanted == 1 ? type.Noun : type.Nouns)}, "
                + $"and the stage takes {count}: give it {wanted}, or change {option.Name}")
            {
                Causes = [value.Mark],
            };
    }
}
