using System.Globalization;
using Kimi.Generators.Diagnostics;
using Kimi.Generators.Parsing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Kimi.Generators.Code;

/// <summary>Finds <c>[Problems&lt;T&gt;]</c> that asks a source for more problems than its one loop makes, or than its draws can differ.</summary>
internal sealed class FiniteSourceRule() : TeamTypeRule(Descriptors.TooFewProblems)
{
    /// <inheritdoc/>
    public override IEnumerable<(Location Place, string Sentence)> CheckUse(
        IMethodSymbol method, AttributeData use, Location place, Compilation compilation, CancellationToken cancellationToken)
    {
        var attribute = use.AttributeClass.SelfAndBases().FirstOrDefault(type => type.IsGenericType && type.IsDsl("ProblemsAttribute", type.Arity));
        if (attribute?.TypeArguments[0] is not INamedTypeSymbol source || Made(source, cancellationToken) is not { } made)
            yield break;
        var count = use.NamedArguments.FirstOrDefault(argument => argument.Key == "Count").Value.Value as int? ?? ByDefault(attribute);
        if (count > made.Count)
        {
            yield return (
                place,
                $"Count of stage '{method.Name}' is {count.Value.ToString(CultureInfo.InvariantCulture)}, "
                + $"and {source.Name} {(made.IsDrawn ? "draws at most" : "ends after")} {made.Count.ToString(CultureInfo.InvariantCulture)} "
                + $"{(made.IsDrawn ? "different " : "")}problems: "
                + $"lower Count, or have {source.Name} make more");
        }
    }

    private static int? ByDefault(INamedTypeSymbol attribute) => attribute.SelfAndBases().SelectMany(type => type.GetMembers("Count"))
        .SelectMany(option => option.GetAttributes())
        .FirstOrDefault(declared => declared.AttributeClass is { Name: "DefaultValueAttribute" })
        ?.ConstructorArguments.FirstOrDefault().Value as int?;

    // What a method makes whose only 'yield' stands in one loop: as often as it turns, or as many as its draws can differ.
    private static (int Count, bool IsDrawn)? Made(INamedTypeSymbol source, CancellationToken cancellationToken)
    {
        var method = source.GetMembers("Problems").OfType<IMethodSymbol>().FirstOrDefault()?.DeclaringSyntaxReferences.FirstOrDefault()
            ?.GetSyntax(cancellationToken) as MethodDeclarationSyntax;
        var yields = method?.Body?.DescendantNodes().OfType<YieldStatementSyntax>().Where(each => each.IsKind(SyntaxKind.YieldReturnStatement)).ToList();
        if (yields?.Count != 1)
            return null;
        var loops = yields[0].Ancestors().OfType<StatementSyntax>().Where(IsLoop).ToList();
        if (loops.Count != 1)
            return null;
        if (loops[0] is ForStatementSyntax loop && Turns(loop) is { } turns)
            return (turns, false);
        return loops[0] is WhileStatementSyntax { Condition: LiteralExpressionSyntax } endless && Draws(method!, endless) is { } draws ? (draws, true) : null;
    }

    // Where nothing but numbers below constants are drawn, once a turn, and nothing counts: as many as these can differ.
    private static int? Draws(MethodDeclarationSyntax method, WhileStatementSyntax loop)
    {
        var nodes = method.Body!.DescendantNodes().ToList();
        var random = method.ParameterList.Parameters.FirstOrDefault()?.Identifier.ValueText;
        var draws = nodes.OfType<IdentifierNameSyntax>().Where(name => name.Identifier.ValueText == random).ToList();
        if (draws.Count == 0 || nodes.Any(node => Remembers(node) || DrawsUnseen(node)) || nodes.OfType<StatementSyntax>().Count(IsLoop) != 1)
            return null;
        double product = 1;
        foreach (var draw in draws)
        {
            if (!loop.Span.Contains(draw.Span) || Range(draw) is not { } range)
                return null;
            product *= range;
        }

        return product is > 0 and < int.MaxValue ? (int)product : null;
    }

    // What a turn leaves for the next, which may then make other problems of the same draws: a variable that is set or counted. A constant id is told by
    // itself.
    private static bool Remembers(SyntaxNode node) => node switch
    {
        AssignmentExpressionSyntax { Left: IdentifierNameSyntax { Identifier.ValueText: "Id" }, Right: LiteralExpressionSyntax } => true,
        AssignmentExpressionSyntax assignment => assignment.Parent is not InitializerExpressionSyntax && assignment.Left is not DeclarationExpressionSyntax,
        PostfixUnaryExpressionSyntax => node.Kind() is SyntaxKind.PostIncrementExpression or SyntaxKind.PostDecrementExpression,
        PrefixUnaryExpressionSyntax => node.Kind() is SyntaxKind.PreIncrementExpression or SyntaxKind.PreDecrementExpression,
        ThisExpressionSyntax => true,
        _ => false,
    };

    // What may draw from elsewhere, or more than once a turn. A set of what was made already draws nothing.
    private static bool DrawsUnseen(SyntaxNode node) => node switch
    {
        AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax or QueryExpressionSyntax => true,
        ObjectCreationExpressionSyntax created =>
            created is { Parent: not YieldStatementSyntax, Type: not GenericNameSyntax { Identifier.ValueText: "HashSet" } },
        InvocationExpressionSyntax call => call.Expression is IdentifierNameSyntax { Identifier.ValueText: not "nameof" },
        _ => false,
    };

    // How many numbers a draw chooses among: random.Next(100), random.Next(1, 10).
    private static double? Range(IdentifierNameSyntax random)
    {
        if (random.Parent is not MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Next", Parent: InvocationExpressionSyntax call })
            return null;
        var bounds = call.ArgumentList.Arguments.Select(argument => Number(argument.Expression)).ToList();
        return bounds switch
        {
            { Count: 1 } => bounds[0],
            { Count: 2 } => bounds[1] - bounds[0],
            _ => null,
        };
    }

    private static bool IsLoop(StatementSyntax statement) =>
        statement is ForStatementSyntax or WhileStatementSyntax or DoStatementSyntax or ForEachStatementSyntax;

    // From one constant to another, one at a time.
    private static int? Turns(ForStatementSyntax loop)
    {
        var first = loop.Declaration?.Variables.FirstOrDefault()?.Initializer?.Value;
        var isByOne = loop.Incrementors.Count == 1
            && loop.Incrementors[0].Kind() is SyntaxKind.PostIncrementExpression or SyntaxKind.PreIncrementExpression;
        return isByOne && loop.Condition is BinaryExpressionSyntax condition && Number(first) is { } begin && Number(condition.Right) is { } end
            ? condition.Kind() switch
            {
                SyntaxKind.LessThanExpression => end - begin,
                SyntaxKind.LessThanOrEqualExpression => end - begin + 1,
                _ => null,
            }
            : null;
    }

    private static int? Number(ExpressionSyntax? expression) => expression is LiteralExpressionSyntax { Token.Value: int number } ? number : null;
}
