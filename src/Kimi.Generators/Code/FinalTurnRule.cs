using System.Text.RegularExpressions;
using Kimi.Generators.Diagnostics;
using Kimi.Shared;
using Kimi.Shared.Declarations;
using Kimi.Shared.Recipes;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Kimi.Generators.Code;

/// <summary>
/// Whether a team's reward earns a call of a tool in the text of a response, which is that of its last turn, where the stage has tools: a turn with a call
/// is not the last, unless turns run out. KIMI8023.
/// </summary>
internal static class FinalTurnRule
{
    private static readonly Regex _bracketText = new(@"\[\w+\(", RegexOptions.CultureInvariant);
    private static readonly Regex _bracketPattern = new(@"\\\[.*\\\(", RegexOptions.CultureInvariant);

    /// <summary>Finds what is wrong with a reward of a stage.</summary>
    public static IEnumerable<(string Id, Location Place, string Sentence)> Check(
        CheckedStage stage, INamedTypeSymbol reward, CancellationToken cancellationToken)
    {
        if (stage.Components.FirstOrDefault(part => part.Component == ComponentKind.Environment) is not { } tools)
            return [];
        var isBrackets = tools.Types.Any(type => type.EndsWith("BracketCalls>", StringComparison.Ordinal));
        return !isBrackets && !tools.Types.Any(type => type.EndsWith("JsonCalls>", StringComparison.Ordinal))
            ? []
            : from judge in JudgeSyntax.Of(reward, cancellationToken)
              from call in judge.Method.DescendantNodes().OfType<InvocationExpressionSyntax>()
              let text = Asked(call, judge, isBrackets)
              where text is not null && Earns(call)
              select (
                  DiagnosticIds.ImpossibleSearch,
                  call.GetLocation(),
                  $"{reward.Name} looks for a call, \"{VisibleText.Line(text)}\", in {judge.Rollout}.Text, which is the last turn alone, and by "
                  + $"[{tools.Label}] on stage '{stage.Name}' one with a call is the last only where turns run out: look through {judge.Rollout}.Turns");
    }

    private static string? Asked(InvocationExpressionSyntax call, JudgeSyntax judge, bool isBrackets)
    {
        if (call.Expression is not MemberAccessExpressionSyntax { Expression: var on, Name.Identifier.ValueText: var name })
            return null;
        var arguments = call.ArgumentList.Arguments;
        var text = name switch
        {
            "Contains" when arguments.Count > 0 && judge.IsWholeText(on) => arguments[0].Expression,
            "IsMatch" when arguments.Count > 1 && judge.IsWholeText(arguments[0].Expression) => arguments[1].Expression,
            _ => null,
        };
        return text is LiteralExpressionSyntax { Token.Value: string asked }
            && (isBrackets ? (name == "Contains" ? _bracketText : _bracketPattern).IsMatch(asked) : asked.Contains("<tool_call>"))
                ? asked
                : null;
    }

    // As the verdict, alone or beside other conditions, or as what chooses a score above 0.
    private static bool Earns(ExpressionSyntax asked)
    {
        SyntaxNode inner = asked;
        while (inner.Parent is ParenthesizedExpressionSyntax or BinaryExpressionSyntax { RawKind: (int)SyntaxKind.LogicalAndExpression })
            inner = inner.Parent;
        return inner.Parent switch
        {
            ArgumentSyntax { Parent.Parent: InvocationExpressionSyntax verdict } => verdict.Expression.ToString() == "Verdict.Of",
            ConditionalExpressionSyntax choice => choice.Condition == inner
                && choice.WhenTrue is LiteralExpressionSyntax { Token.Value: (int or double) and not (0 or 0.0) },
            IfStatementSyntax choice => choice.Statement.DescendantNodes().Any(node => node
                is LiteralExpressionSyntax { RawKind: (int)SyntaxKind.TrueLiteralExpression } or LiteralExpressionSyntax { Token.Value: 1 or 1.0 }),
            _ => false,
        };
    }
}
