using System.Text.RegularExpressions;
using Kimi.Shared.Declarations;
using Kimi.Shared.Recipes;

namespace Kimi.Shared.Validation;

/// <summary>
/// Whether texts are written as they are read: no expression where a text is looked for as it stands, no second pair of braces around a placeholder, no
/// dot where several lines are meant, no form that everything has, no escape in place of a command of LaTeX, and no arguments in a command: KIMI5011.
/// </summary>
internal static class LiteralRule
{
    private static readonly TimeSpan _time = TimeSpan.FromMilliseconds(200);

    // Parts of expressions that no text has by chance.
    private static readonly string[] _expressions = [@"\s*", @"\s+", @"\d+", @"\w+", @"\S+", "(.*)", "(.+)", ".*?", "[0-9]+", "(?:", "(?<"];

    private static readonly Regex _braces = new(@"\{\{\s*[A-Za-z_]+\s*\}\}", RegexOptions.CultureInvariant);

    // Texts with nothing in common.
    private static readonly string[] _anything =
        ["", "\u0001", "q", "ZZ\n", " \t", "7", "-", "\n\n<>", string.Concat(Enumerable.Repeat("\u4e00 x\n", 2_000))];

    /// <summary>Finds what is wrong.</summary>
    public static IEnumerable<Finding> Check(CheckedRecipe recipe) =>
        from stage in recipe.Stages
        from part in stage.Parts
        from given in part.Values
        where given.Value is { IsGiven: true, Texts.Count: > 0 } && part.Declaration.Option(given.Name) is not null
        let value = given.Value
        let option = part.Declaration.Option(given.Name)!
        where !OptionRules.Check(option, value).Any()
        let fault = Fault(recipe, part, option, value)
        where fault is not null
        select new Finding(
            Ids.Futile,
            value.Mark,
            $"{option.Name} of {(part == stage.Part ? $"stage '{stage.Name}'" : $"[{part.Label}] on stage '{stage.Name}'")} is "
            + $"{VisibleText.Line(value.Text)}, {fault}")
        {
            Causes = [value.Mark],
        };

    private static string? Fault(CheckedRecipe recipe, CheckedPart part, OptionDeclaration option, OptionValue value)
    {
        var isPattern = option.Constraints.Any(constraint => constraint is LinearPatternConstraint);
        if (value.Texts.Select(text => LatexEscapes.Fault(text, isPattern)).FirstOrDefault(found => found is not null) is { } escape)
            return escape;
        if (option.Name == "Command" && part.Types.Contains("Kimi.Dsl.McpServerAttribute"))
            return value.Texts.Select(CommandLines.Fault).FirstOrDefault(found => found is not null);
        if (isPattern)
        {
            // Where the alphabet has no end of a line, there is none to match.
            if (value.Texts.Any(PatternLines.StopsAtALine)
                && !recipe.Stages.Any(stage => TextRule.AlphabetOf(stage) is { Length: > 0 } alphabet && !alphabet.Contains('\n')))
                return "whose dot does not match the end of a line, so thoughts of two lines never have that form: begin it with (?s)";
            return value.Texts.Any(IsOfEverything)
                ? "which every response matches, even an empty one, so all earn the same: ask for something that may be missing"
                : null;
        }

        if (option.Constraints.Any(constraint => constraint is PlaceholdersConstraint))
        {
            return value.Texts.Select(text => _braces.Match(text)).FirstOrDefault(match => match.Success) is { } doubled
                ? $"whose {doubled.Value} stands in two pairs of braces, of which one is read as it is: write one pair"
                : null;
        }

        var isLooked = option.Find("AnswerForm") is not null || option.Find("EndsResponses") is not null || option.Name == "AnswerMarker";
        return isLooked && value.Texts.SelectMany(_ => _expressions, (text, part) => (text, part)).FirstOrDefault(each => each.text.Contains(each.part))
            is { part: { } expression }
            ? $"and is looked for as it stands, so \"{expression}\" in it means nothing else: write the text itself, or use [FormatReward] for expressions"
            : null;
    }

    private static bool IsOfEverything(string pattern)
    {
        try
        {
            var expression = new Regex(pattern, RegexOptions.CultureInvariant, _time);
            return _anything.All(text => expression.IsMatch(text));
        }
        catch (Exception exception) when (exception is ArgumentException or RegexMatchTimeoutException)
        {
            return false;
        }
    }
}
