using Kimi.Shared.Declarations;
using Kimi.Shared.Recipes;

namespace Kimi.Shared.Validation;

/// <summary>Whether values defeat what a stage or component is for, as its attribute's class declares them: KIMI5011.</summary>
internal static class FutileRule
{
    private const int MostCharacters = 60;

    /// <summary>Finds what is wrong. A value that is not known counts as one that has a use.</summary>
    public static IEnumerable<Finding> Check(CheckedRecipe recipe) =>
        from stage in recipe.Stages
        from part in stage.Parts
        from declaration in part.Declaration.Futile
        let problem = Check(stage, part, declaration)
        where problem is not null
        select problem;

    /// <summary>Finds what is wrong with a part that is on no stage.</summary>
    public static IEnumerable<Finding> Check(CheckedPart part) =>
        part.Declaration.Futile.Select(declaration => Check(null, part, declaration)).OfType<Finding>();

    private static Finding? Check(CheckedStage? stage, CheckedPart part, DeclaredAttribute declaration)
    {
        var (unless, beside) = (declaration.Text("Unless"), declaration.Text("Beside"));
        var second = declaration.Text("With");
        if (Find((string)declaration.Arguments[0]!, (int)Convert.ToInt64(declaration.Arguments[1], null), declaration.Arguments[2] as string) is not { } one
            || (unless.Length > 0 && stage?.Components.Any(component => component.Types.Contains(unless)) == true)
            || (beside.Length > 0 && stage?.Components.Any(component => component.Types.Contains(beside)) != true))
            return null;
        if (second.Length == 0)
            return one.Value.IsGiven ? Told(stage, part, declaration, [one]) : null;
        return Find(second, (int)declaration.Number("WithComparison"), declaration.Text("WithValue")) is { } other
            && (one.Value.IsGiven || other.Value.IsGiven)
                ? Told(stage, part, declaration, one.Name == other.Name ? [one] : [one, other])
                : null;

        (string Name, OptionValue Value)? Find(string option, int comparison, string? value) =>
            Operands.Find(stage, part, option) is { } found && Compared.IsMet(found.Value, (Comparison)comparison, value ?? "") ? found : null;
    }

    // Of a template beside it, its beginning says which one it is.
    private static string Short(string text) => text.Length > MostCharacters ? $"{text.Substring(0, MostCharacters)}…\"" : text;

    // What was given last is what was added to the rest.
    private static Finding Told(
        CheckedStage? stage, CheckedPart part, DeclaredAttribute declaration, IReadOnlyList<(string Name, OptionValue Value)> values)
    {
        var whose = stage is null ? $"[{part.Label}]" : part == stage.Part ? $"stage '{stage.Name}'" : $"[{part.Label}] on stage '{stage.Name}'";
        var written = values.Select((value, place) => $"{value.Name}{(place == 0 ? $" of {whose}" : "")} is "
            + (place == 0 ? value.Value.Text : Short(value.Value.Text)));
        return new(
            Ids.Futile,
            Operands.Place(part, values.Reverse().Select(value => value.Value)),
            $"{Words.List([.. written], "and")}, so {declaration.Text("Because")}: change {Words.List([.. values.Select(value => value.Name)], "or")}")
        {
            Causes = [.. values.Select(value => value.Value.Mark)],
        };
    }
}
