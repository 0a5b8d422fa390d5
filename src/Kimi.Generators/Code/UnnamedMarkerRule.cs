using Kimi.Generators.Validation;
using Kimi.Shared;
using Kimi.Shared.Declarations;
using Kimi.Shared.Recipes;
using Microsoft.CodeAnalysis;

namespace Kimi.Generators.Code;

/// <summary>
/// Whether a reward looks for a marker that the prompts of the stage's own source nowhere name, while they ask for another form of the answer, and no
/// demonstration teaches it: KIMI6011.
/// </summary>
internal static class UnnamedMarkerRule
{
    private const string Hashes = "####";

    // As prompts ask for the answer in a form that nothing else means.
    private static readonly string[] _forms = ["\\boxed{", "<answer>", Hashes];

    /// <summary>Finds what is wrong.</summary>
    /// <param name="recipe">The recipe.</param>
    /// <param name="sources">The classes of a team's own that make what stages take.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public static IEnumerable<(string Id, Location Place, string Sentence)> Check(
        LocatedRecipe recipe, TeamSources sources, CancellationToken cancellationToken)
    {
        foreach (var stage in recipe.Checked.Stages)
        {
            foreach (var reward in stage.Components)
            {
                if (Marker(reward) is not (var marker, var value) || !IsUntaught(stage)
                    || stage.Components.Any(part => part.Component == ComponentKind.Environment)
                    || stage.Parts.Any(part => part != reward && part.Values.Any(each => each.Value.Texts.Any(text => text.Contains(marker))))
                    || Asked(stage, marker, sources, cancellationToken) is not (var source, var form))
                    continue;
                yield return (
                    Ids.JudgedOtherwise,
                    recipe.Locations[value.IsGiven ? value.Mark : reward.Mark],
                    $"stage '{stage.Name}' looks for the answer after '{marker}', but the prompts of {source} ask for it in the form '{form}' and never name "
                    + $"'{marker}': ask for '{marker}' in the prompts, or look for what they ask for");
            }
        }
    }

    private static (string Marker, OptionValue Value)? Marker(CheckedPart reward) =>
        reward.Declaration.OptionsWith("AnswerForm").FirstOrDefault() is { } option && reward[option.Name] is { Texts: { Count: 1 } texts } value
        && texts[0].Trim().Length > 0
            ? (texts[0].Trim(), value)
            : null;

    /// <summary>Whether a policy of a stage has learned no form of answers but by reinforcement since its checkpoint was loaded.</summary>
    public static bool IsUntaught(CheckedStage stage)
    {
        if (stage.Policies.Count == 0)
            return false;
        foreach (var policy in stage.Policies)
        {
            var made = policy.Source;
            while (made.Part.Types.Contains("Kimi.Dsl.ReinforceAttribute") && made.Policies.Count == 1)
                made = made.Policies[0].Source;
            if (!made.Part.Types.Contains("Kimi.Dsl.LoadPolicyAttribute"))
                return false;
        }

        return true;
    }

    // Hashes at the beginning of a line are those of a heading.
    private static bool IsNamed(string form, WrittenPrompts prompts) => form != Hashes
        ? prompts.Has(form)
        : prompts.Texts.Any(text => text.IndexOf(form, StringComparison.Ordinal) is > 0 and var place && text[place - 1] is not ('\n' or '#'));

    // By all sources of the stage, and of those by which its policies came to it.
    private static (string Source, string Form)? Asked(CheckedStage stage, string marker, TeamSources sources, CancellationToken cancellationToken)
    {
        (string Source, string Form)? asked = null;
        foreach (var judged in stage.Policies.Select(policy => policy.Source).Where(made => made.Policies.Count > 0).Prepend(stage))
        {
            if (sources.OfProblems(judged) is not { } made)
                return null;
            foreach (var source in made)
            {
                if (WrittenPrompts.Of(source, cancellationToken) is not { } prompts || prompts.MayHave(marker)
                    || _forms.FirstOrDefault(one => IsNamed(one, prompts)) is not { } form || !prompts.AreAll)
                    return null;
                asked ??= (source.Name, form);
            }
        }

        return asked;
    }
}
