using System.Globalization;
using Kimi.Shared.Declarations;
using Kimi.Shared.Recipes;

namespace Kimi.Shared.Validation;

/// <summary>Whether a transformer's heads have a size, and one that the rotary position encoding can take: KIMI5004.</summary>
internal static class HeadRule
{
    /// <summary>Finds what is wrong.</summary>
    public static IEnumerable<Finding> Check(CheckedRecipe recipe) =>
        from stage in recipe.Stages
        let shape = stage.Part.Declaration.TransformerShape
        where shape is not null
        let problem = Check(stage.Part, shape.Text("HiddenSize"), shape.Text("AttentionHeads"), shape.Text("HeadSize"))
        where problem is not null
        select problem;

    // A value below 1 is reported as one that is not allowed.
    private static Finding? Check(CheckedPart part, string hidden, string heads, string head)
    {
        if (part[hidden] is not { Number: >= 1 } width || part[heads] is not { Number: >= 1 } count || part[head] is not { Number: >= 0 } given)
            return null;
        if (given.Number > 0)
            return given.Number % 2 == 0
                ? null
                : Told(given, given, $"{head} is {given.Text}, which is odd, but the position encoding turns the numbers of a head in pairs: "
                    + "choose an even size");
        if (width.Number % count.Number != 0)
            return Told(count, width,
                $"{heads} ({count.Text}) does not divide {hidden} ({width.Text}), so a head has no whole size: "
                + $"choose a divisor of {width.Text}, or set {head}");
        var size = width.Number!.Value / count.Number!.Value;
        return size % 2 == 0
            ? null
            : Told(count, width, $"{hidden} is {width.Text} and {heads} is {count.Text}, so a head has size {size.ToString(CultureInfo.InvariantCulture)}, "
                + $"which is odd, but the position encoding turns its numbers in pairs: choose sizes that give an even one, or set {head}");
    }

    // Where somebody wrote something: a default is not to blame when the other was given.
    private static Finding Told(OptionValue value, OptionValue other, string sentence) =>
        new(Ids.Indivisible, value.IsGiven || !other.IsGiven ? value.Mark : other.Mark, sentence) { Causes = [value.Mark, other.Mark] };
}
