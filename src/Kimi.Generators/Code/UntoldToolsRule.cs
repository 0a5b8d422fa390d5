using Kimi.Generators.Validation;
using Kimi.Shared;
using Kimi.Shared.Declarations;
using Kimi.Shared.Recipes;
using Microsoft.CodeAnalysis;

namespace Kimi.Generators.Code;

/// <summary>
/// Whether a policy that began with random weights learns of its tools from anywhere: a description, a prompt, or a demonstration with a call. KIMI6011.
/// </summary>
internal static class UntoldToolsRule
{
    /// <summary>Finds what is wrong. Of a source that takes texts from elsewhere, it is not known what they have.</summary>
    /// <param name="recipe">The recipe.</param>
    /// <param name="sources">The classes of a team's own that make what stages take.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public static IEnumerable<(string Id, Location Place, string Sentence)> Check(
        LocatedRecipe recipe, TeamSources sources, CancellationToken cancellationToken)
    {
        foreach (var stage in recipe.Checked.Stages)
        {
            foreach (var tools in stage.Components)
            {
                if (tools.Component != ComponentKind.Environment || tools["DescribeTools"] is not { IsGiven: true, Text: "false" } described
                    || Call(tools) is not { Length: > 0 } call || Demonstrations(stage) is not { Count: > 0 } taught
                    || !taught.All(traces => Lacks(traces, call, sources, cancellationToken)) || !AsksWithout(stage, call, sources, cancellationToken))
                    continue;
                yield return (
                    Ids.JudgedOtherwise,
                    recipe.Locations[described.Mark],
                    $"stage '{stage.Name}' has [{tools.Label}] and does not describe its tools, and no demonstration of stage '{taught[0].Name}' has a call, "
                    + $"'{call}', nor has a prompt, so the policy never makes one: leave DescribeTools out, or demonstrate calls");
            }
        }
    }

    // The beginning of what a call is written as, of a protocol that says so.
    private static string Call(CheckedPart tools) => tools.Declaration.Written.FirstOrDefault() is { } written && written.IndexOf('{') is > 1 and var end
        ? written.Substring(0, end)
        : "";

    // All that a policy learned from; null where that is not known, or it has practised with tools.
    private static List<CheckedStage>? Demonstrations(CheckedStage stage)
    {
        var all = new List<CheckedStage>();
        while (stage.Policies.Count == 1)
        {
            stage = stage.Policies[0].Source;
            if (stage.Part.Types.Contains("Kimi.Dsl.InitializeTransformerAttribute"))
                return all;
            if (stage.Part.Types.Contains("Kimi.Dsl.FineTuneAttribute"))
                all.AddRange(stage.Inputs.Where(input => input.Source.Output.IsDemonstrations).Select(input => input.Source));
            else if (!stage.Part.Types.Contains("Kimi.Dsl.ReinforceAttribute") || stage.Components.Any(part => part.Component == ComponentKind.Environment))
                return null;
        }

        return null;
    }

    private static bool Lacks(CheckedStage traces, string call, TeamSources sources, CancellationToken cancellationToken) =>
        sources.Of(traces, "IDemonstrationSource") is { } source
        && DemonstratedTexts.Of(source, property => UntaughtFormRule.IsNeverSet(traces, property, sources, cancellationToken), cancellationToken)
            ?.LacksWithWhatIsUnset(call) == true
        && AsksWithout(traces, call, sources, cancellationToken);

    private static bool AsksWithout(CheckedStage stage, string call, TeamSources sources, CancellationToken cancellationToken) =>
        sources.OfProblems(stage) is { } asked && asked.All(source => source.DeclaringSyntaxReferences.Length > 0
            && !source.DeclaringSyntaxReferences.SelectMany(part => part.GetSyntax(cancellationToken).DescendantTokens())
                .Any(token => token.ValueText.IndexOf(call, StringComparison.Ordinal) >= 0));
}
