using System.Text.RegularExpressions;
using Kimi.Generators.Validation;
using Kimi.Shared;
using Kimi.Shared.Declarations;
using Kimi.Shared.Recipes;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Kimi.Generators.Code;

/// <summary>
/// Whether anything ends the responses of a base model to prompts of worked examples: it goes on with a question of its own, whose answer is the last one then:
/// KIMI5011. Rewards of a team's own may well read the first line alone, and a policy that was tuned ends its responses itself.
/// </summary>
internal static class NextQuestionRule
{
    private const int FewestExamples = 2;
    private const int ShortestWithAQuestion = 64;

    // Of checkpoints that were tuned, as far as names say so.
    private static readonly Regex _tuned = new(
        "instruct|chat|sft|rlhf|dpo|distill|think|reason|tuned|zero|math-rl|(?<![a-z])(it|r1|rl)(?![a-z])",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    private static readonly Regex _label = new(@"^\p{Lu}[\p{L} ]{0,20}:", RegexOptions.CultureInvariant);

    /// <summary>Finds what is wrong.</summary>
    /// <param name="recipe">The recipe.</param>
    /// <param name="sources">The classes of a team's own that make what stages take.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public static IEnumerable<(string Id, Location Place, string Sentence)> Check(
        LocatedRecipe recipe, TeamSources sources, CancellationToken cancellationToken)
    {
        foreach (var stage in recipe.Checked.Stages)
        {
            if (!IsUnended(stage) || BaseOf(stage) is not { } root || sources.OfProblems(stage) is not { Count: > 0 } asked)
                continue;
            foreach (var source in asked)
            {
                if (Labels(source, cancellationToken) is not var (question, answer))
                    continue;
                yield return (
                    Ids.Futile,
                    recipe.Locations[stage.Part.Mark],
                    $"stage '{stage.Name}' has no StopTexts, and the prompts of {source.Name} are examples that end in \"{answer}\", so after its answer the "
                    + $"policy of '{root.Name}' goes on with a \"{question}\" of its own, and the reward reads what it says last: "
                    + $"give '{stage.Name}' StopTexts, such as \"\\n{question}\"");
                break;
            }
        }
    }

    private static bool IsUnended(CheckedStage stage) =>
        stage.Part["StopTexts"] is { Length: 0, Texts.Count: 0 } && stage.Part["StopTokens"] is { Length: 0, Numbers.Count: 0 }
        && stage.Part["MaxResponseTokens"] is { Number: >= ShortestWithAQuestion }
        && stage.Components.Any(part => part.Types[0] is "Kimi.Dsl.MathRewardAttribute" or "Kimi.Dsl.ExactAnswerRewardAttribute")
        && stage.Components.All(part => part.IsOfLanguage && part.Component != ComponentKind.Environment);

    // The checkpoint of a policy that nothing here has trained on answers; null where something has, or its name says that something did.
    private static CheckedStage? BaseOf(CheckedStage stage)
    {
        var policy = stage;
        while (policy.Policies.Count == 1)
        {
            policy = policy.Policies[0].Source;
            if (policy.Part.Types[0] == "Kimi.Dsl.LoadPolicyAttribute")
                return _tuned.IsMatch(Checkpoint.Folder(policy.Part[policy.Part.Declaration.LoadsCheckpoint])) ? null : policy;
            if (policy.Part.Types[0] is not ("Kimi.Dsl.PretrainAttribute" or "Kimi.Dsl.ActivateLongContextAttribute"))
                return null;
        }

        return null;
    }

    // What the questions of examples begin with, and their answers, the last of which is left open.
    private static (string Question, string Answer)? Labels(INamedTypeSymbol source, CancellationToken cancellationToken)
    {
        foreach (var (speech, text) in SpokenText.Expressions(source, cancellationToken))
        {
            if (speech != Speech.Prompt)
                continue;
            var lines = string.Concat(TextPart.Of(Written(text)).Select(part => part.Value is null ? part.Constant : ConstantOf(part.Value, source)))
                .Split('\n').Select(line => line.Trim()).ToList();
            var answer = lines[lines.Count - 1];
            if (_label.Match(answer).Value != answer || answer.Length == 0 || Beginning(lines, answer) <= FewestExamples)
                continue;
            foreach (var line in lines)
            {
                if (_label.Match(line) is { Success: true, Value: var question } && question != answer && Beginning(lines, question) > FewestExamples)
                    return (question, answer);
            }
        }

        return null;
    }

    private static ExpressionSyntax Written(ExpressionSyntax text) =>
        text is IdentifierNameSyntax variable && Variables.Beginning(variable) is { } beginning ? beginning : text;

    private static int Beginning(IReadOnlyList<string> lines, string label) => lines.Count(line => line.StartsWith(label, StringComparison.Ordinal));

    // A constant of the class itself; a place for anything else.
    private static string ConstantOf(SyntaxNode value, INamedTypeSymbol source) => value is IdentifierNameSyntax name
        && source.GetMembers(name.Identifier.ValueText).OfType<IFieldSymbol>().FirstOrDefault() is { ConstantValue: string constant } ? constant : "\0";
}
