using System.Globalization;
using Kimi.Shared.Declarations;
using Kimi.Shared.Recipes;

namespace Kimi.Shared.Validation;

/// <summary>
/// Whether options agree with each other, by the relations declared on their properties: KIMI3002, KIMI3003, KIMI3005, KIMI4006, KIMI5002, KIMI5004. An option
/// whose value is not known is not checked.
/// </summary>
internal static class RelationRules
{
    private const int MostTried = 100_000;

    /// <summary>Finds what is wrong.</summary>
    public static IEnumerable<Finding> Check(CheckedRecipe recipe) =>
        from stage in recipe.Stages
        from part in stage.Parts
        from problem in part.Declaration.OptionsWith("Below").Select(option => Below(stage, part, option))
            .Concat(part.Declaration.OptionsWith("AtMost").Select(option => AtMost(part, option)))
            .Concat(part.Declaration.OptionsWith("Divides").Concat(part.Declaration.OptionsWith("SharesOut")).Select(option => Divides(part, option)))
            .Concat(part.Declaration.OptionsWith("Rising").Select(option => Rising(part, option)))
        where problem is not null
        select problem;

    private static Finding? Below(CheckedStage stage, CheckedPart part, OptionDeclaration option)
    {
        if (!TryRelate(option, "Below", part, stage.Part, out var relation, out var value, out var other) || value.Number < other.Number)
            return null;
        var limit = Other(relation);
        return new(
            part.Component?.BeyondRunId ?? Ids.Inert,
            Place(value, other),
            $"{option.Name} of [{part.Label}] is {value.Text} and {limit} of stage '{stage.Name}' is {other.Text}, "
            + $"so {relation.Text("Because", "it does nothing")}: lower {option.Name} or raise {limit}")
        {
            Causes = [value.Mark, other.Mark],
        };
    }

    private static Finding? AtMost(CheckedPart part, OptionDeclaration option) =>
        TryRelate(option, "AtMost", part, part, out var relation, out var value, out var other)
            && (value.Number > other.Number || IsAll(relation, value, other))
            && !(other.Number == 0 && relation.Flag("ZeroIsNoLimit", otherwise: false))
            ? new(
                Ids.Schedule,
                Place(value, other),
                $"{option.Name} is {value.Text}{(value.IsGiven ? "" : " by default")}, "
                + $"{(value.Number > other.Number ? "above" : "all of")} {Other(relation)} ({other.Text}{(other.IsGiven ? "" : " by default")}), "
                + $"so {relation.Text("Because", "the two contradict each other")}: lower {option.Name} or raise {Other(relation)}")
            {
                Causes = [value.Mark, other.Mark],
            }
            : null;

    // What a default happens to be is no mistake, nor what the only one there is takes.
    private static bool IsAll(DeclaredAttribute relation, OptionValue value, OptionValue other) =>
        value.IsGiven && value.Number == other.Number && other.Number > 1 && relation.Flag("OrBelow", otherwise: false);

    private static Finding? Divides(CheckedPart part, OptionDeclaration option)
    {
        var isBatch = option.Find("SharesOut") is not null;
        if (!TryRelate(option, isBatch ? "SharesOut" : "Divides", part, part, out var relation, out var value, out var other)
            || value.Number is not >= 1
            || other.Number!.Value % value.Number.Value == 0)
        {
            return null;
        }

        var end = isBatch ? "so the steps would have unequal shares" : "so it cannot be shared out evenly";
        return new(
            isBatch ? Ids.IndivisibleBatch : Ids.Indivisible,
            Place(value, other),
            $"{option.Name} ({value.Text}) does not divide {Other(relation)} ({other.Text}), {end}: choose a divisor of {other.Text}")
        {
            Suggestion = value.IsGiven ? Divisor(value.Number.Value, other.Number.Value) : null,
            Causes = [value.Mark, other.Mark],
        };
    }

    private static Finding? Rising(CheckedPart part, OptionDeclaration option)
    {
        if (option.Find("Rising") is not { } relation
            || part[option.Name] is not { Numbers.Count: > 0 } value
            || part[Other(relation)] is not { Number: { } end } other)
            return null;
        var rises = value.Numbers.Zip(value.Numbers.Skip(1).Append(end), (one, next) => one < next).All(isLess => isLess);
        return rises
            ? null
            : new(
                Ids.Schedule,
                Place(value, other),
                $"{option.Name} is {value.Text} before {Other(relation)}, {other.Text}, which does not rise: "
                + $"order it from low to high, below {Other(relation)}")
            {
                Causes = [value.Mark, other.Mark],
            };
    }

    // Both values are known, and are numbers.
    private static bool TryRelate(
        OptionDeclaration option, string attribute, CheckedPart part, CheckedPart otherPart, out DeclaredAttribute relation, out OptionValue value,
        out OptionValue other)
    {
        relation = option.Find(attribute)!;
        value = relation is null ? null! : part[option.Name]!;
        other = relation is null ? null! : otherPart[Other(relation)]!;
        return value?.Number is not null && other?.Number is not null;
    }

    // The nearest below: one above would ask for more than was meant.
    private static string? Divisor(double value, double whole)
    {
        var divisor = Math.Floor(Math.Min(value, whole));
        while (divisor > 1 && whole % divisor != 0)
            divisor--;
        return divisor >= 1 && value <= MostTried ? divisor.ToString(CultureInfo.InvariantCulture) : null;
    }

    private static string Other(DeclaredAttribute relation) => relation.Arguments[0] as string ?? "";

    // Where somebody wrote something: a default is not to blame when the other was given.
    private static int Place(OptionValue value, OptionValue other) => value.IsGiven || !other.IsGiven ? value.Mark : other.Mark;
}
