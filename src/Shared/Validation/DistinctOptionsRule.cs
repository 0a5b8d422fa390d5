using Kimi.Shared.Declarations;
using Kimi.Shared.Recipes;

namespace Kimi.Shared.Validation;

/// <summary>Whether options that are to name different things do: KIMI5013.</summary>
internal static class DistinctOptionsRule
{
    /// <summary>Finds what is wrong. An option whose value is not known is not checked.</summary>
    public static IEnumerable<Finding> Check(CheckedRecipe recipe) =>
        from stage in recipe.Stages
        from part in stage.Parts
        from declaration in part.Declaration.Distinct
        let problem = Check(stage, part, declaration)
        where problem is not null
        select problem;

    private static Finding? Check(CheckedStage stage, CheckedPart part, DeclaredAttribute declaration)
    {
        var (first, second) = ((string)declaration.Arguments[0]!, (string)declaration.Arguments[1]!);
        if (part[first] is not { } one || part[second] is not { } other || !(one.IsGiven || other.IsGiven)
            || Texts(part, first, one).Intersect(Texts(part, second, other)).FirstOrDefault() is not { } same)
            return null;
        return new(
            Ids.SameText,
            Operands.Place(part, [other, one]),
            $"{first} and {second} of stage '{stage.Name}' are both \"{VisibleText.Line(same)}\"{ByDefault(first, one, second, other)}, "
            + $"so {declaration.Text("Because")}: give each a text of its own")
        {
            Causes = [one.Mark, other.Mark],
        };
    }

    private static string ByDefault(string first, OptionValue one, string second, OptionValue other) =>
        one.IsGiven && other.IsGiven ? "" : $", that of {(one.IsGiven ? second : first)} by default";

    // What an empty text stands for at the value of another option.
    private static List<string> Texts(CheckedPart part, string name, OptionValue value)
    {
        var given = value.Texts.Where(text => text.Length > 0).ToList();
        return given.Count > 0
            ? given
            :
            [
                .. from standing in part.Declaration.Option(name)?.FindAll("DefaultAt") ?? []
                   where part[(string)standing.Arguments[0]!]?.Text == standing.Arguments[1] as string
                   select (string)standing.Arguments[2]!,
            ];
    }
}
