using Kimi.Shared;
using Kimi.Shared.Declarations;
using Kimi.Shared.Recipes;
using Microsoft.CodeAnalysis;

namespace Kimi.Generators.Code;

/// <summary>
/// Whether rewards look for a marker which the demonstrations of the policy write, and for a form that they have and that no prompt has written already:
/// KIMI6011. Of a source that takes texts from elsewhere, only what it writes itself is known.
/// </summary>
internal static class UntaughtFormRule
{
    private const int FewestCharacters = 2;

    /// <summary>Finds what is wrong with the rewards of a recipe.</summary>
    /// <param name="methods">The methods of its stages.</param>
    /// <param name="sources">The classes of a team's own that make what stages take.</param>
    /// <param name="place">The place of a mark.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public static IEnumerable<(string Id, Location Place, string Sentence)> Check(
        IReadOnlyList<(CheckedStage Stage, IMethodSymbol Method)> methods, TeamSources sources, Func<int, Location> place, CancellationToken cancellationToken)
    {
        Dictionary<INamedTypeSymbol, DemonstratedTexts?>? read = null;
        foreach (var (stage, method) in methods)
        {
            foreach (var reward in stage.Components)
            {
                var marker = Marker(reward);
                var pattern = marker is null ? Pattern(stage, reward) : null;
                if (string.IsNullOrEmpty(marker) && string.IsNullOrEmpty(pattern))
                    continue;
                var taught = Taught(stage);
                var texts = taught is null ? null : Demonstrated(taught);
                var sentence = string.IsNullOrEmpty(marker)
                    ? OfPattern(stage, pattern!, taught, texts, sources, cancellationToken)
                    : texts is null ? null : OfMarker(stage, reward, marker!, taught!, texts);
                if (sentence is not null)
                    yield return (Ids.JudgedOtherwise, Place(method, place(reward.Mark)), sentence);
            }
        }

        // Each source is read once.
        DemonstratedTexts? Demonstrated(CheckedStage traces)
        {
            if (sources.Of(traces, "IDemonstrationSource") is not { } source)
                return null;
            read ??= new(SymbolEqualityComparer.Default);
            if (!read.TryGetValue(source, out var texts))
                read[source] = texts = DemonstratedTexts.Of(source, property => IsNeverSet(traces, property, sources, cancellationToken), cancellationToken);
            return texts;
        }
    }

    /// <summary>Whether the problems of demonstrations are made by sources that give a property no value.</summary>
    public static bool IsNeverSet(CheckedStage traces, string property, TeamSources sources, CancellationToken cancellationToken) =>
        sources.OfProblems(traces) is { } asked && asked.All(each => TeamSources.NeverSets(each, property, cancellationToken));

    private static string? Marker(CheckedPart reward) => reward.Declaration.OptionsWith("AnswerForm").FirstOrDefault() is { } option
        && reward[option.Name] is { Texts: { Count: 1 } texts } ? texts[0] : null;

    // Of a form that a policy is to learn.
    private static string? Pattern(CheckedStage stage, CheckedPart reward) =>
        reward.Types.Contains("Kimi.Dsl.FormatRewardAttribute") && reward["Pattern"] is { IsGiven: true, Texts: { Count: 1 } texts }
        && stage.Components.Any(component => component.Component == ComponentKind.Objective)
            ? texts[0]
            : null;

    private static string? OfMarker(CheckedStage stage, CheckedPart reward, string marker, CheckedStage taught, DemonstratedTexts source)
    {
        var what = source.Lacks(marker) ? "has"
            : reward.Types.Contains("Kimi.Dsl.ExactAnswerRewardAttribute") && source.AnswersAfterAnother(marker) ? "has before its answer"
            : null;
        return what is null
            ? null
            : $"stage '{stage.Name}' looks for the answer after '{marker}', which no demonstration of stage '{taught.Name}' {what}: "
                + $"have {source.Name} write '{marker}' before the answer, or look for what it does write";
    }

    private static string? OfPattern(
        CheckedStage stage, string pattern, CheckedStage? taught, DemonstratedTexts? source, TeamSources sources, CancellationToken cancellationToken)
    {
        var begin = PatternLiterals.Beginning(pattern);
        if (begin.Length >= FewestCharacters && (taught is null || source?.BeginsOtherwise(begin) == true || source?.Lacks(begin) == true)
            && sources.OfProblems(stage) is { } asked && asked.All(each => PromptsEnd(each, begin, cancellationToken)))
        {
            return $"stage '{stage.Name}' asks for responses that begin with '{begin}', and the prompts of {asked[0].Name} end in that already, so a response "
                + "goes on behind it: leave it out of the pattern, or of the prompts";
        }

        if (source is null || !IsOfDemonstrationsAlone(stage))
            return null;
        var missing = begin.Length >= FewestCharacters && source.BeginsOtherwise(begin)
            ? begin
            : PatternLiterals.Runs(pattern).FirstOrDefault(run => run.Trim().Length >= FewestCharacters && source.Lacks(run.Trim()))?.Trim();
        return missing is null || pattern.Contains("(?")
            ? null
            : $"stage '{stage.Name}' asks for the form '{pattern}', and no demonstration of stage '{taught!.Name}' has '{missing}'"
                + $"{(missing == begin ? " at its beginning" : "")}: have {source.Name} write it, or ask for what it does write";
    }

    /// <summary>The demonstrations that a policy was fine-tuned on last, before a stage or those of reinforcement learning that it goes on from.</summary>
    public static CheckedStage? Taught(CheckedStage stage)
    {
        do
        {
            if (stage.Policies.Count != 1)
                return null;
            stage = stage.Policies[0].Source;
        }
        while (stage.Part.Types.Contains("Kimi.Dsl.ReinforceAttribute"));
        return stage.Part.Types.Contains("Kimi.Dsl.FineTuneAttribute")
            && stage.Inputs.Where(input => input.Source.Output.IsDemonstrations).ToList() is { Count: 1 } demonstrations
                ? demonstrations[0].Source
                : null;
    }

    // Random weights know of no form but that of what they were fine-tuned on.
    private static bool IsOfDemonstrationsAlone(CheckedStage stage)
    {
        while (stage.Policies.Count == 1)
        {
            stage = stage.Policies[0].Source;
            if (!stage.Part.Types.Contains("Kimi.Dsl.ReinforceAttribute") && !stage.Part.Types.Contains("Kimi.Dsl.FineTuneAttribute"))
                return stage.Part.Types.Contains("Kimi.Dsl.InitializeTransformerAttribute");
        }

        return false;
    }

    // Whatever it asks, a constant at the end of it.
    private static bool PromptsEnd(INamedTypeSymbol source, string end, CancellationToken cancellationToken)
    {
        var prompts = SpokenText.Expressions(source, cancellationToken).Where(said => said.Speech == Speech.Prompt).ToList();
        return prompts.Count > 0 && prompts.All(prompt =>
            TextPart.Of(prompt.Text).LastOrDefault().Constant?.TrimEnd().EndsWith(end.TrimEnd(), StringComparison.Ordinal) == true);
    }

    // All of an attribute, by its name.
    private static Location Place(IMethodSymbol method, Location name) => method.GetAttributes().Select(use => use.ApplicationSyntaxReference)
        .FirstOrDefault(use => use is not null && use.SyntaxTree == name.SourceTree && use.Span.Contains(name.SourceSpan)) is { } found
            ? Location.Create(found.SyntaxTree, found.Span)
            : name;
}
