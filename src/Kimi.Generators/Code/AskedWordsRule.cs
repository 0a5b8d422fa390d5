using Kimi.Generators.Diagnostics;
using Kimi.Generators.Validation;
using Kimi.Shared.Recipes;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Kimi.Generators.Code;

/// <summary>
/// Whether a team's reward goes by the words that the prompts of the stage's own source ask for, where each answer is one of these: KIMI8028. The prompt asks
/// for Yes and the answer is yes; and whoever writes all words that the prompt lists has the right one among them.
/// </summary>
internal static class AskedWordsRule
{
    private const int FewestWords = 2;
    private const double Half = 0.5;

    private static readonly string[] _ofCase = ["lower", "upper", "capital", "case"];

    private static readonly HashSet<string> _choosing = new(StringComparer.Ordinal) { "Count", "All", "Any", "Except", "Where", "Single", "Exists" };

    // Methods of the platform that keep letters as they are.
    private static readonly HashSet<string> _ofTexts = new(StringComparer.Ordinal)
    {
        "Trim", "TrimStart", "TrimEnd", "Split", "Replace", "Substring", "Remove", "Equals", "Contains", "StartsWith", "EndsWith", "IndexOf", "LastIndexOf",
        "IsNullOrEmpty", "IsNullOrWhiteSpace", "Join", "Concat", "ToString", "First", "FirstOrDefault", "Last", "LastOrDefault", "Select", "Where", "Skip",
        "Take", "Any", "All", "Count", "Cast", "OfType", "ToArray", "ToList", "Match", "Matches", "IsMatch", "IsLetter", "IsDigit", "Of", "FromResult",
    };

    /// <summary>Finds what is wrong with the language's own reward that compares texts as they are.</summary>
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
                if (reward.Types.Contains("Kimi.Dsl.ExactAnswerRewardAttribute") && UnnamedMarkerRule.IsUntaught(stage)
                    && OtherCase(stage, sources, cancellationToken) is var (asked, word, source))
                {
                    yield return (
                        DiagnosticIds.PartOfAnAnswer,
                        recipe.Locations[reward.Mark],
                        $"[{reward.Label}] on stage '{stage.Name}' minds case in the answer, but {source} asks for '{asked}' where the answer is "
                        + $"'{word}', so a response that does as asked counts as wrong: ask for the answers as they are");
                }
            }
        }
    }

    /// <summary>Finds what is wrong with the reward of a stage.</summary>
    /// <param name="each">The reward.</param>
    /// <param name="sources">The classes of a team's own that make what stages take.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public static IEnumerable<(string Id, Location Place, string Sentence)> Check(
        StageComponent each, TeamSources sources, CancellationToken cancellationToken)
    {
        foreach (var judge in JudgeSyntax.Of(each.Component, cancellationToken))
        {
            foreach (var node in judge.Method.DescendantNodes())
            {
                if (IsOwnText(node, judge))
                {
                    if (!KnowsCase(each.Component, cancellationToken) && UnnamedMarkerRule.IsUntaught(each.Stage)
                        && OtherCase(each.Stage, sources, cancellationToken) is var (asked, word, source))
                    {
                        yield return (
                            DiagnosticIds.PartOfAnAnswer,
                            node.GetLocation(),
                            $"{each.Component.Name} minds case in the answer, but {source} asks for '{asked}' where the answer is '{word}', so "
                            + "a response that does as asked counts as wrong: ask for the answers as they are, "
                            + "or compare with StringComparison.OrdinalIgnoreCase");
                    }
                }
                else if (EarnsByNaming(node, judge) && !IsChosen(judge) && Listed(each, sources, cancellationToken) is { } lister)
                {
                    yield return (
                        DiagnosticIds.PartOfAnAnswer,
                        node.GetLocation(),
                        $"{each.Component.Name} gives a part of the score to a response that names the answer anywhere, and the prompts of {lister} list all "
                        + "answers, so one that repeats them earns it: look at what follows a marker alone");
                }
            }
        }
    }

    // Something of the response, beside the answer of its problem, both as they are.
    private static bool IsOwnText(SyntaxNode node, JudgeSyntax judge) => AnswerFormRule.Compared(node) is { } given
        && given is not LiteralExpressionSyntax && node.DescendantNodes().OfType<ExpressionSyntax>().Any(judge.IsAnswer);

    // Letters are folded somewhere, or may be where others are asked.
    private static bool KnowsCase(INamedTypeSymbol reward, CancellationToken cancellationToken) =>
        SourceNodes.Of(reward, cancellationToken).Any(node => node switch
        {
            IdentifierNameSyntax { Identifier.ValueText: var name } => name.StartsWith("ToLower", StringComparison.Ordinal)
                || name.StartsWith("ToUpper", StringComparison.Ordinal) || name.EndsWith("IgnoreCase", StringComparison.Ordinal),
            LiteralExpressionSyntax { Token.Value: string text } => text.Length > 1 && text.All(char.IsLetter),
            InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: var name } } =>
                !_ofTexts.Contains(name) && reward.GetMembers(name).Length == 0,
            _ => false,
        });

    // A word that all prompts write otherwise than the answers are.
    private static (string Asked, string Word, string Source)? OtherCase(CheckedStage stage, TeamSources sources, CancellationToken cancellationToken)
    {
        if (sources.OfProblems(stage) is not { } all)
            return null;
        foreach (var source in all)
        {
            if (Words(source, cancellationToken) is not { } words || WrittenPrompts.Of(source, cancellationToken) is not { } prompts
                || prompts.Texts.Any(text => _ofCase.Any(name => text.IndexOf(name, StringComparison.OrdinalIgnoreCase) >= 0)))
                continue;
            var said = WordsIn(prompts, words);
            var asked = words.Select(word => said.FirstOrDefault(other => other != word && string.Equals(other, word, StringComparison.OrdinalIgnoreCase)))
                .ToList();
            if (asked.All(word => word is not null) && !words.Any(said.Contains) && prompts.AreAll)
                return (asked[0]!, words[0], source.Name);
        }

        return null;
    }

    private static string? Listed(StageComponent each, TeamSources sources, CancellationToken cancellationToken) =>
        sources.OfProblems(each.Stage) is { Count: > 0 } all && all.All(source => Words(source, cancellationToken) is { } words
            && WrittenPrompts.Of(source, cancellationToken) is { } prompts && WordsIn(prompts, words) is var said && words.All(said.Contains))
                ? all[0].Name
                : null;

    // All answers of a source, where each is a constant word.
    private static List<string>? Words(INamedTypeSymbol source, CancellationToken cancellationToken)
    {
        var answers = AnswerFormRule.Answers(source, cancellationToken).SelectMany(AnswerWords.Branches)
            .Select(branch => (branch as LiteralExpressionSyntax)?.Token.Value as string).Distinct().ToList();
        return answers.Count >= FewestWords && answers.All(answer => answer is { Length: > 0 } && answer.All(char.IsLetter))
            ? [.. answers.OfType<string>()]
            : null;
    }

    // What stands in the prompts for one of some words, in whatever letters; not the answers themselves.
    private static HashSet<string> WordsIn(WrittenPrompts prompts, IReadOnlyList<string> words)
    {
        var found = new HashSet<string>(StringComparer.Ordinal);
        foreach (var text in prompts.Texts)
        {
            if (words.Contains(text))
                continue;
            var start = 0;
            for (var place = 0; place <= text.Length; place++)
            {
                if (place < text.Length && char.IsLetterOrDigit(text[place]))
                    continue;
                if (place > start && words.Any(word => word.Length == place - start
                    && string.Compare(text, start, word, 0, word.Length, StringComparison.OrdinalIgnoreCase) == 0))
                    found.Add(text.Substring(start, place - start));
                start = place + 1;
            }
        }

        return found;
    }

    // The whole response has the answer somewhere, which alone decides on half of the score or more.
    private static bool EarnsByNaming(SyntaxNode node, JudgeSyntax judge) =>
        node is InvocationExpressionSyntax
        {
            Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Contains", Expression: var text },
            ArgumentList.Arguments: { Count: > 0 } arguments,
        } && judge.IsAnswer(arguments[0].Expression) && judge.IsWholeText(text) && node.Parent switch
        {
            IfStatementSyntax choice => Score(choice.Statement) is >= Half and < 1,
            ConditionalExpressionSyntax choice => choice.Condition == node && Score(choice.WhenTrue) is >= Half and < 1,
            _ => false,
        };

    private static double? Score(SyntaxNode earned) =>
        earned.DescendantNodesAndSelf().OfType<LiteralExpressionSyntax>().Select(literal => literal.Token.Value).ToList() is { Count: > 0 } values
            && values.FirstOrDefault(value => value is double or int) is { } number ? Convert.ToDouble(number, null) : null;

    // Whoever goes through the choices may have seen to it that one alone is named.
    private static bool IsChosen(JudgeSyntax judge) => judge.Method.DescendantNodes().Any(node => node is InvocationExpressionSyntax
    {
        Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: var name },
    } && _choosing.Contains(name));
}
