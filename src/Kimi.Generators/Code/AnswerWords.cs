using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Kimi.Generators.Code;

/// <summary>The answers that the sources of a recipe give where all of them are words, such as yes and no.</summary>
internal static class AnswerWords
{
    /// <summary>Whether all answers that a reward is asked about are words, none of which begins another.</summary>
    /// <param name="reward">The reward's name.</param>
    /// <param name="compilation">Where it and its recipes are.</param>
    public static bool AreApart(string reward, Compilation compilation)
    {
        // By the sources that are named beside it, or else by all there are.
        var named = new HashSet<string>(NamedTypes.Recipes(reward, compilation).SelectMany(recipe => recipe.Names), StringComparer.Ordinal);
        var words = (from tree in compilation.SyntaxTrees
                     from source in tree.GetRoot().DescendantNodes().OfType<ClassDeclarationSyntax>()
                     where named.Count == 0 || named.Contains(source.Identifier.ValueText)
                     from answer in Answers(source)
                     select answer).Distinct().ToList();
        return words.Count > 0 && words.All(word => word is { Length: > 0 } && word.All(char.IsLetter))
            && !words.Any(word => words.Any(other => other != word && other!.StartsWith(word!, StringComparison.OrdinalIgnoreCase)));
    }

    // Of each answer that a problem is made with: what it is where that is a constant, and null otherwise.
    private static IEnumerable<string?> Answers(ClassDeclarationSyntax source) =>
        from assignment in source.DescendantNodes().OfType<AssignmentExpressionSyntax>()
        where assignment is { Left: IdentifierNameSyntax { Identifier.ValueText: "Answer" }, Parent: InitializerExpressionSyntax }
        from branch in Branches(assignment.Right)
        select (branch as LiteralExpressionSyntax)?.Token.Value as string;

    /// <summary>The values that an answer is chosen from.</summary>
    public static IEnumerable<ExpressionSyntax> Branches(ExpressionSyntax answer) => answer switch
    {
        ParenthesizedExpressionSyntax inner => Branches(inner.Expression),
        ConditionalExpressionSyntax choice => Branches(choice.WhenTrue).Concat(Branches(choice.WhenFalse)),
        SwitchExpressionSyntax choice => choice.Arms.SelectMany(arm => Branches(arm.Expression)),
        IdentifierNameSyntax variable when Variables.Beginning(variable) is { } value => Branches(value),
        _ => [answer],
    };
}
