using System.Globalization;
using Kimi.Shared.Recipes;

namespace Kimi.Shared.Validation;

/// <summary>Whether a public set, known by its file's name, is read in its own form, and not a whole worked solution as the answer: KIMI5011.</summary>
internal static class PublicSetRule
{
    // The set in a path, the field that holds its solutions, and the layout that takes the answer out of them.
    private static readonly (string Set, string Field, string Layout, string Answer)[] _sets =
        [("gsm8k", "answer", "Gsm8k", "what follows ####"), ("math", "solution", "Math", "the last box")];

    /// <summary>Finds what is wrong.</summary>
    public static IEnumerable<Finding> Check(CheckedRecipe recipe) =>
        from stage in recipe.Stages
        where stage.Part.Types.Contains("Kimi.Dsl.ProblemsFileAttribute")
        let field = stage.Part["AnswerField"]
        where field is { IsGiven: true, Texts.Count: 1 } && stage.Part["Layout"]?.Text == "Plain"
            && Text(stage, "AnswerMarker").Length == 0
        let path = Text(stage, "Path")
        let found = _sets.FirstOrDefault(each => field.Texts[0] == each.Field && IsIn(path, each.Set))
        where found.Set is not null && (found.Set != "gsm8k" || Text(stage, "PromptField") == "question")
        select new Finding(
            Ids.Futile,
            field.Mark,
            $"AnswerField of stage '{stage.Name}' is {field.Text}, which in the public file of {found.Layout.ToUpperInvariant()} is the whole worked solution, "
            + $"of which {found.Answer} is the answer, so no response is ever right: set Layout to {found.Layout}, or give an AnswerMarker")
        {
            Causes = [field.Mark],
        };

    private static string Text(CheckedStage stage, string option) => stage.Part[option] is { Texts.Count: 1 } value ? value.Texts[0] : "";

    private static bool IsIn(string path, string set) => CultureInfo.InvariantCulture.CompareInfo.IndexOf(path, set, CompareOptions.OrdinalIgnoreCase) >= 0;
}
