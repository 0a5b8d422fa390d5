using Kimi.Shared;
using Kimi.Shared.Declarations;
using Kimi.Shared.Recipes;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Kimi.Generators.Code;

/// <summary>
/// Whether a transform puts words around the prompts of demonstrations that the prompts of later stages lack, where sources of the recipe's own write these:
/// KIMI6011.
/// </summary>
internal static class FramedPromptRule
{
    private const int FewestCharacters = 3;

    /// <summary>Finds what is wrong with a transform.</summary>
    /// <param name="stages">All stages.</param>
    /// <param name="transform">The transform.</param>
    /// <param name="method">Its method.</param>
    /// <param name="sources">The classes of a team's own that make what stages take.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public static IEnumerable<(string Id, Location Place, string Sentence)> Check(
        IReadOnlyList<CheckedStage> stages, CheckedStage transform, IMethodSymbol method, TeamSources sources, CancellationToken cancellationToken)
    {
        if (!transform.Output.IsDemonstrations || Frame(method, cancellationToken) is not var (words, prompt))
            yield break;
        foreach (var stage in stages)
        {
            if (stage.Components.Any(part => part.Component == ComponentKind.Environment) || !stage.PromptSets.Any()
                || UntaughtFormRule.Taught(stage) != transform || sources.OfProblems(stage) is not { Count: > 0 } made
                || made.Any(source => Writes(source, words, cancellationToken)))
                continue;
            yield return (
                Ids.JudgedOtherwise,
                prompt.GetLocation(),
                $"'{transform.Name}' puts \"{VisibleText.Line(words)}\" around the prompts of demonstrations, and those of stage '{stage.Name}' lack it, "
                + "so the policy is asked in a form that it never saw: put it around both, or neither");
            yield break;
        }
    }

    // The constant that is put before or after a prompt as it was.
    private static (string Words, ExpressionSyntax Prompt)? Frame(IMethodSymbol method, CancellationToken cancellationToken)
    {
        if (method.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax(cancellationToken) is not { } declared)
            return null;
        foreach (var node in declared.DescendantNodes())
        {
            var prompt = node switch
            {
                AssignmentExpressionSyntax { Left: IdentifierNameSyntax { Identifier.ValueText: "Prompt" }, Parent: InitializerExpressionSyntax } set =>
                    set.Right,
                ObjectCreationExpressionSyntax
                {
                    Type: IdentifierNameSyntax { Identifier.ValueText: "Demonstration" }, ArgumentList.Arguments: { Count: > 1 } of,
                } => of[0].Expression,
                _ => null,
            };
            if (prompt is null)
                continue;
            var parts = TextPart.Of(prompt);
            if (!parts.Any(part => IsPrompt(part.Value)))
                continue;
            foreach (var part in parts)
            {
                if (part.Value is null && part.Constant.Trim() is { Length: >= FewestCharacters } words)
                    return (words, prompt);
            }
        }

        return null;
    }

    private static bool IsPrompt(SyntaxNode? value) => value is MemberAccessExpressionSyntax access
        && (access.Name.Identifier.ValueText == "Prompt" || (access.Name.Identifier.ValueText == "Text" && IsPrompt(access.Expression)));

    private static bool Writes(INamedTypeSymbol source, string words, CancellationToken cancellationToken)
    {
        if (source.BaseType?.SpecialType != SpecialType.System_Object || source.DeclaringSyntaxReferences.Length == 0)
            return true;
        foreach (var (speech, text) in SpokenText.Expressions(source, cancellationToken))
        {
            // Of a prompt that another method makes, nothing is known.
            if (speech == Speech.Prompt && TextPart.Of(text) is var parts
                && (parts.All(part => part.Value is not null) && parts.Count < 2 || parts.Any(part => part.Constant.Contains(words))))
                return true;
        }

        return false;
    }
}
