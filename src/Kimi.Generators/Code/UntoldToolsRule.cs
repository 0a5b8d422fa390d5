using System.Text.RegularExpressions;
using Kimi.Generators.Validation;
using Kimi.Shared;
using Kimi.Shared.Declarations;
using Kimi.Shared.Recipes;
using Microsoft.CodeAnalysis;

namespace Kimi.Generators.Code;

/// <summary>
/// Whether a policy that began with random weights learns of its tools from anywhere: a description, a prompt, or a demonstration with a call; and whether
/// the calls that it learns are those that its tools read. KIMI6011.
/// </summary>
internal static class UntoldToolsRule
{
    private static readonly Regex _tag = new(@"<([A-Za-z][\w-]*)>", RegexOptions.CultureInvariant);
    private static readonly string[] _calling = ["call", "search", "tool"];
    private static readonly string[] _answering = ["respon", "result", "output", "return", "answer"];

    /// <summary>Finds what is wrong. Of a source that takes texts from elsewhere, it is not known what they have.</summary>
    /// <param name="recipe">The recipe.</param>
    /// <param name="methods">The methods of its stages.</param>
    /// <param name="sources">The classes of a team's own that make what stages take.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public static IEnumerable<(string Id, Location Place, string Sentence)> Check(
        LocatedRecipe recipe, IReadOnlyList<(CheckedStage Stage, IMethodSymbol Method)> methods, TeamSources sources, CancellationToken cancellationToken)
    {
        foreach (var stage in recipe.Checked.Stages)
        {
            foreach (var tools in stage.Components)
            {
                if (tools.Component != ComponentKind.Environment || Call(tools) is not { Length: > 0 } call
                    || Demonstrations(stage) is not { Count: > 0 } taught)
                    continue;
                var described = tools["DescribeTools"] is { IsGiven: true, Text: "false" } given ? given : null;
                var otherwise = described is null
                    ? OtherCall(taught[0], methods.FirstOrDefault(each => each.Stage == stage).Method, sources, cancellationToken)
                    : null;
                if ((described is null && otherwise is null) || !taught.All(traces => Lacks(traces, call, sources, cancellationToken))
                    || !AsksWithout(stage, call, sources, cancellationToken))
                    continue;
                yield return (
                    Ids.JudgedOtherwise,
                    recipe.Locations[described?.Mark ?? tools.Mark],
                    otherwise is null
                        ? $"stage '{stage.Name}' has [{tools.Label}] and does not describe its tools, and no demonstration of stage '{taught[0].Name}' has a "
                            + $"call, '{call}', nor has a prompt, so the policy never makes one: leave DescribeTools out, or demonstrate calls"
                        : $"[{tools.Label}] on stage '{stage.Name}' reads calls that begin with '{call}', and the demonstrations of stage "
                            + $"'{taught[0].Name}' call by '{otherwise}', so no call of the policy's is carried out: demonstrate '{call}', or read "
                            + $"'{otherwise}' by a protocol of your own");
            }
        }
    }

    // A tag that the last demonstrations put around something, which is named like one of the tools, or as a call is.
    private static string? OtherCall(CheckedStage traces, IMethodSymbol? stage, TeamSources sources, CancellationToken cancellationToken)
    {
        if (stage is null || sources.Of(traces, "IDemonstrationSource") is not { } source)
            return null;
        var texts = SourceNodes.Of(source, cancellationToken).SelectMany(node => node.ChildTokens()).Where(DemonstratedTexts.IsText)
            .Select(token => token.ValueText).ToList();
        var tools = new Lazy<HashSet<string>>(() => new(ToolsOf(stage).Select(Plain), StringComparer.OrdinalIgnoreCase));
        return (from text in texts
                from tag in _tag.Matches(text).Cast<Match>()
                let name = tag.Groups[1].Value
                where texts.Any(other => other.Contains($"</{name}>")) && !_answering.Any(part => name.IndexOf(part, StringComparison.OrdinalIgnoreCase) >= 0)
                    && (_calling.Any(part => name.IndexOf(part, StringComparison.OrdinalIgnoreCase) >= 0) || tools.Value.Contains(Plain(name)))
                select tag.Value).FirstOrDefault();
    }

    private static IEnumerable<string> ToolsOf(IMethodSymbol stage) =>
        from use in stage.GetAttributes()
        where use.AttributeClass is { IsGenericType: true }
        from type in use.AttributeClass!.TypeArguments.OfType<INamedTypeSymbol>()
        where TeamCode.RolesOf(type) == Roles.Tools
        from method in type.GetMembers().OfType<IMethodSymbol>()
        where method is { MethodKind: MethodKind.Ordinary, DeclaredAccessibility: Accessibility.Public } && method.GetAttributes().Length > 0
        select method.Name;

    private static string Plain(string name) => name.Replace("_", "").Replace("-", "");

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
