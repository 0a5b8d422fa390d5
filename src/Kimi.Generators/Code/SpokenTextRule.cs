using System.Globalization;
using System.Text;
using Kimi.Generators.Diagnostics;
using Kimi.Generators.Validation;
using Kimi.Shared;
using Kimi.Shared.Declarations;
using Kimi.Shared.Recipes;
using Kimi.Shared.Validation;
using Microsoft.CodeAnalysis;

namespace Kimi.Generators.Code;

/// <summary>
/// Whether policies can read and write what a recipe's own source or environment says (KIMI6009, KIMI8030), and whether that is within a reply (KIMI5007).
/// </summary>
internal static class SpokenTextRule
{
    /// <summary>Finds what is wrong.</summary>
    /// <param name="recipe">The recipe.</param>
    /// <param name="each">The source or environment.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public static IEnumerable<(string Id, Location Place, string Sentence)> Check(
        LocatedRecipe recipe, StageComponent each, CancellationToken cancellationToken)
    {
        var (stage, component, isEnvironment) = (each.Stage, each.Component, each.IsEnvironment);
        var texts = SpokenText.Of(component, cancellationToken).Where(text => text.Speech >= Speech.Reply == isEnvironment).ToList();
        if (texts.Count == 0 && !isEnvironment)
            yield break;
        var readers = (isEnvironment ? [stage] : recipe.Checked.Stages.Where(other => RecipeCodeRule.Reads(other, stage)).ToArray())
            .Select(reader => TextRule.Tokenizer(reader, recipe.Facts)).OfType<CheckedStage>().Distinct().ToList();
        if (readers.Count == 0)
            yield break;
        var environment = stage.Components.FirstOrDefault(part => part.Component == ComponentKind.Environment);
        if (isEnvironment && environment is not null && SpokenText.TurnEnds(component, cancellationToken) is { Count: > 0 } ends)
        {
            foreach (var root in readers)
            {
                if (TextRule.AlphabetOf(root) is { Length: > 0 } characters && ends.All(end => TextRule.Missing(end, characters).Count > 0))
                {
                    yield return (
                        Ids.MissingCharacters,
                        recipe.Locations[environment.Mark],
                        $"[{environment.Label}] on stage '{stage.Name}' ends turns at \"{ends[0].Replace("\n", "\\n")}\", which the "
                        + $"alphabet of '{root.Name}' lacks, so only an end of text ever ends one: add it to the alphabet, or end turns at another text");
                }
            }
        }

        foreach (var text in texts)
        {
            foreach (var root in readers)
            {
                var alphabet = TextRule.AlphabetOf(root);
                if (alphabet?.Length > 0 && TextRule.Missing(text.Constant, alphabet) is { Count: > 0 } missing)
                {
                    yield return (
                        Ids.MissingCharacters,
                        text.Place,
                        $"{component.Name} {Verb(text.Speech)} {TextRule.Some(missing)}, which the alphabet of '{root.Name}' lacks, "
                        + "so its policies can neither read nor write that: write it with other characters, or add them to the alphabet");
                }
                else if (text.Speech == Speech.Prompt && alphabet is not null && TemplateTextRule.MarkIn(text.Constant) is { } mark)
                {
                    yield return (
                        DiagnosticIds.TemplateText,
                        text.Place,
                        $"{component.Name} writes {mark} into a prompt, and the tokenizer of '{root.Name}' has no such mark, so a policy reads it as "
                        + $"{mark.Length.ToString(CultureInfo.InvariantCulture)} tokens of text that mean nothing to it: leave it out");
                }
                else if (isEnvironment && alphabet is not null && environment?["MaxReplyTokens"] is { Number: { } limit } most
                    && (alphabet.Length > 0 ? Characters.Of(text.Constant).Count : Encoding.UTF8.GetByteCount(text.Constant)) is var length && length > limit)
                {
                    yield return (
                        Ids.Bound,
                        text.Place,
                        $"{component.Name} {Verb(text.Speech)} {length.ToString(CultureInfo.InvariantCulture)} tokens or more, and MaxReplyTokens of "
                        + $"[{environment.Label}] on stage '{stage.Name}' is {most.Text}, "
                        + (text.Speech == Speech.Opening ? "so every response is a fault" : "so it is always cut") + ": say less, or raise it");
                }
            }
        }
    }

    private static string Verb(Speech speech) => speech switch
    {
        Speech.Prompt => "asks with",
        Speech.Response => "answers with",
        Speech.Opening => "opens with",
        _ => "replies with",
    };
}
