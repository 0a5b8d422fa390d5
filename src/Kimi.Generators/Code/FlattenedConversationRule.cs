using System.Text.RegularExpressions;
using Kimi.Generators.Validation;
using Kimi.Shared;
using Kimi.Shared.Recipes;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Kimi.Generators.Code;

/// <summary>
/// Whether a transform makes plain texts of conversations for a policy that was trained for them, by its name: KIMI6019. One that writes the marks of a chat
/// template itself means it.
/// </summary>
internal static class FlattenedConversationRule
{
    // As names of checkpoints have it: Qwen2.5-7B-Instruct, gemma-3-4b-it.
    private static readonly Regex _chatting = new(@"(?<![A-Za-z])(instruct|chat|it)(?![A-Za-z])", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase);

    /// <summary>Finds what is wrong with a transform.</summary>
    /// <param name="recipe">The recipe.</param>
    /// <param name="transform">The transform.</param>
    /// <param name="method">Its method.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public static IEnumerable<(string Id, Location Place, string Sentence)> Check(
        LocatedRecipe recipe, CheckedStage transform, IMethodSymbol method, CancellationToken cancellationToken)
    {
        if (!transform.Output.IsPromptSet || transform.PromptSets.ToList() is not { Count: 1 } asked
            || recipe.Facts.Conversations[asked[0].Source] is not { HasValue: true, Value: true } || Flattened(method, cancellationToken) is not { } text)
            yield break;
        foreach (var stage in recipe.Checked.Stages)
        {
            if (stage.Policies.Count == 1 && stage.PromptSets.Any(input => input.Source == transform) && Loaded(stage) is { } name && _chatting.IsMatch(name))
            {
                yield return (
                    Ids.NoChatTemplate,
                    text.GetLocation(),
                    $"'{transform.Name}' makes one text of each conversation of '{asked[0].Name}', so stage '{stage.Name}' asks '{name}' without its "
                    + "chat template: change the messages, and keep the conversation");
                yield break;
            }
        }
    }

    private static string? Loaded(CheckedStage stage)
    {
        while (stage.Policies.Count == 1)
            stage = stage.Policies[0].Source;
        return stage.Part.Types.Contains("Kimi.Dsl.LoadPolicyAttribute") && stage.Part["Path"] is { Texts: { Count: 1 } path }
            ? path[0].TrimEnd('/').Split('/').Last()
            : null;
    }

    // A prompt that is given the text of the prompt before.
    private static ExpressionSyntax? Flattened(IMethodSymbol method, CancellationToken cancellationToken)
    {
        if (method.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax(cancellationToken) is not { } declared)
            return null;
        foreach (var node in declared.DescendantNodes())
        {
            if (node is AssignmentExpressionSyntax
                {
                    Left: IdentifierNameSyntax { Identifier.ValueText: "Prompt" }, Parent: InitializerExpressionSyntax, Right: var text,
                } && TextPart.Of(text) is var parts && parts.Any(part => part.Value is { } value && FramedPromptRule.IsPrompt(value) && (parts.Count > 1
                    || value is MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Text" }))
                && !parts.Any(part => TemplateTextRule.MarkIn(part.Constant) is not null))
                return text;
        }

        return null;
    }
}
