using System.Globalization;
using System.Text.RegularExpressions;
using Kimi.Shared.Recipes;

namespace Kimi.Shared.Validation;

/// <summary>
/// Whether a public set, known by its file's name, is read in its own form: not a whole worked solution as the answer, nor tests of Python as those of another
/// language: KIMI5011.
/// </summary>
internal static class PublicSetRule
{
    // The set in a path, the field that holds its solutions, and the layout that takes the answer out of them.
    private static readonly (string Set, string Field, string Layout, string Answer)[] _sets =
        [("gsm8k", "answer", "Gsm8k", "what follows ####"), ("math", "solution", "Math", "the last box")];

    // HumanEval itself, and not a translation of it, which says so in its name.
    private static readonly Regex _humanEval = new(
        @"(^|/)human[-_]?eval([-_.]?(plus|test|v\d[\d-]*))*\.(jsonl|parquet)(\.gz|\.zst)?$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    private static readonly Regex _translated = new(
        @"multipl|translat|(^|[^a-z])(js|javascript|c|cc|cpp|c\+\+|cxx|humaneval-?x)([^a-z]|$)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    /// <summary>Finds what is wrong.</summary>
    public static IEnumerable<Finding> Check(CheckedRecipe recipe) => Solutions(recipe).Concat(Languages(recipe));

    private static IEnumerable<Finding> Solutions(CheckedRecipe recipe) =>
        from stage in recipe.Stages
        where stage.Part.Types.Contains("Kimi.Dsl.ProblemsFileAttribute")
        let field = stage.Part["AnswerField"]
        where field is { Texts.Count: 1 } && stage.Part["Layout"]?.Text == "Plain" && Text(stage, "AnswerMarker").Length == 0
        let path = Text(stage, "Path")
        let name = field.Texts[0].Length > 0 ? field.Texts[0] : "answer"
        let found = _sets.FirstOrDefault(each => name == each.Field && IsIn(path, each.Set))
        where found.Set is not null && (found.Set != "gsm8k" || Text(stage, "PromptField") == "question")
        let place = field.IsGiven ? field : stage.Part["PromptField"] ?? field
        select new Finding(
            Ids.Futile,
            place.Mark,
            $"AnswerField of stage '{stage.Name}' is \"{name}\"{(field.IsGiven ? "" : " by default")}, which in the public file of "
            + $"{found.Layout.ToUpperInvariant()} is the whole worked solution, "
            + $"of which {found.Answer} is the answer, so no response is ever right: set Layout to {found.Layout}, or give an AnswerMarker")
        {
            Causes = [place.Mark],
        };

    private static IEnumerable<Finding> Languages(CheckedRecipe recipe) =>
        from stage in recipe.Stages
        where stage.Part.Types.Contains("Kimi.Dsl.CodeProblemsFileAttribute") && stage.Part["Layout"]?.Text == "HumanEval"
        let language = stage.Part["Language"]
        where language is { IsGiven: true } && language.Text != "Python"
        let path = Text(stage, "Path")
        where _humanEval.IsMatch(path) && !_translated.IsMatch(path)
        select new Finding(
            Ids.Futile,
            language.Mark,
            $"Language of stage '{stage.Name}' is {language.Text}, and the tests of HumanEval are Python, which call a function of the program, "
            + "so no program is ever right: leave it out, or read a translation of HumanEval")
        {
            Causes = [language.Mark],
        };

    private static string Text(CheckedStage stage, string option) => stage.Part[option] is { Texts.Count: 1 } value ? value.Texts[0] : "";

    private static bool IsIn(string path, string set) => CultureInfo.InvariantCulture.CompareInfo.IndexOf(path, set, CompareOptions.OrdinalIgnoreCase) >= 0;
}
