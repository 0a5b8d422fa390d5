using Kimi.Shared.Declarations;
using Kimi.Shared.Recipes;

namespace Kimi.Shared.Validation;

/// <summary>Whether a policy is asked for its answer in the form in which it is looked for: KIMI6011.</summary>
internal static class AskedFormRule
{
    // How templates of other systems ask for an answer.
    private static readonly string[] _forms = [@"\boxed", "####", "<answer>", "Answer:"];

    /// <summary>Finds what is wrong. What a template says in other words is not known.</summary>
    public static IEnumerable<Finding> Check(CheckedRecipe recipe) =>
        from stage in recipe.Stages
        from option in stage.Part.Declaration.OptionsWith("WrittenByThePolicy")
        let asked = stage.Part[option.Name]
        where asked is { IsGiven: true, Texts.Count: > 0 } && option.Constraints.Any(constraint => constraint is PlaceholdersConstraint)
        let form = _forms.FirstOrDefault(each => asked.Texts.All(text => text.Contains(each)))
        where form is not null
        from reward in stage.Components
        from looked in reward.Declaration.OptionsWith("AnswerForm")
        let marker = reward[looked.Name]
        where marker is { Texts.Count: 1 } && marker.Texts[0].Trim().Length > 0
            && !stage.Part.Values.Any(value => value.Value.Texts.Any(text => text.Contains(marker.Texts[0].Trim())))
        select new Finding(
            Ids.JudgedOtherwise,
            asked.Mark,
            $"{option.Name} of stage '{stage.Name}' asks for an answer in the form \"{form}\", and [{reward.Label}] looks for it after {marker.Text}, "
            + $"so no response is right: ask for {marker.Text}, or judge by what is asked for")
        {
            Causes = [asked.Mark, marker.Mark],
        };
}
