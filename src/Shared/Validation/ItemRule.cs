using Kimi.Shared.Declarations;
using Kimi.Shared.Recipes;

namespace Kimi.Shared.Validation;

/// <summary>Whether every item of a list does something: KIMI5012.</summary>
internal static class ItemRule
{
    /// <summary>Finds what is wrong.</summary>
    public static IEnumerable<Finding> Check(CheckedRecipe recipe) =>
        from stage in recipe.Stages
        from part in stage.Parts
        from option in part.Declaration.OptionsWith("DistinctItems")
        let relation = option.Find("DistinctItems")
        where relation is not null
        let value = part[option.Name]
        where value is { IsGiven: true, Length: > 1 }
        let wrong = Wrong(value, relation.Flag("FirstDecides", otherwise: false))
        where wrong is not null
        select new Finding(
            Ids.RepeatedItem, value.Mark, $"{option.Name} of [{part.Label}] on stage '{stage.Name}' has {wrong}: change or remove one")
        {
            Causes = [value.Mark],
        };

    private static string? Wrong(OptionValue value, bool firstDecides)
    {
        if (value.Numbers.GroupBy(number => number).FirstOrDefault(same => same.Count() > 1) is { } number)
            return $"{RangeConstraint.Written(number.Key)} twice, of which the second does nothing";
        if (value.Texts.GroupBy(text => text, StringComparer.Ordinal).FirstOrDefault(same => same.Count() > 1) is { } text)
            return $"{Quoted(text.Key)} twice, of which the second does nothing";
        if (!firstDecides)
            return null;
        return value.Texts.SelectMany(longer => value.Texts, (longer, shorter) => (Longer: longer, Shorter: shorter))
            .Where(pair => pair.Shorter.Length > 0 && IsBefore(pair.Shorter, pair.Longer))
            .Select(pair => $"{Quoted(pair.Longer)}, which never takes effect, since {Quoted(pair.Shorter)} in it comes first")
            .FirstOrDefault();
    }

    // What ends together with the longer one leaves more of the response.
    private static bool IsBefore(string shorter, string longer) =>
        longer.IndexOf(shorter, StringComparison.Ordinal) is >= 0 and var place && place + shorter.Length < longer.Length;

    private static string Quoted(string text) => $"\"{VisibleText.Line(text.Replace("\n", "\\n"))}\"";
}
