using System.Globalization;
using Kimi.Shared;
using Kimi.Shared.Declarations;
using Kimi.Shared.Recipes;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Kimi.Generators.Code;

/// <summary>
/// Whether two transforms that cut one set of problems by constant places cut it apart, where one part trains a policy and the other judges it: KIMI6007.
/// </summary>
internal static class OverlappingPartsRule
{
    /// <summary>Finds what is wrong in a recipe.</summary>
    /// <param name="recipe">The recipe.</param>
    /// <param name="methods">The methods of its stages.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public static IEnumerable<(string Id, Location Place, string Sentence)> Check(
        CheckedRecipe recipe, IReadOnlyList<(CheckedStage Stage, IMethodSymbol Method)> methods, CancellationToken cancellationToken)
    {
        var parts = (from each in methods
                     where each.Stage.IsTransform && each.Stage.Inputs.Count == 1 && each.Stage.Output.IsPromptSet
                     let part = PartOf(each.Method, cancellationToken)
                     where part is not null
                     select (each.Stage, Of: each.Stage.Inputs[0].Source, Part: part.Value)).ToList();
        return from judging in recipe.Stages
               where judging.Part.Declaration.Requires.Contains(Fact.UnseenProblems)
               from asked in judging.PromptSets
               from test in parts
               where test.Stage == asked.Source
               from policy in judging.Policies
               from training in parts
               where training.Stage != test.Stage && training.Of == test.Of && training.Part.From < test.Part.To && test.Part.From < training.Part.To
                   && Learned(policy.Source, training.Stage)
               select (
                   Ids.Contamination,
                   test.Part.Place.GetLocation(),
                   $"'{test.Stage.Name}', on which stage '{judging.Name}' evaluates '{policy.Name}', has {Some(training.Part, test.Part)} of '{test.Of.Name}', "
                   + $"and so has '{training.Stage.Name}', which it was trained on: begin one where the other ends");
    }

    private static string Some(Range one, Range other)
    {
        var (from, to) = (Math.Max(one.From, other.From), Math.Min(one.To, other.To));
        return to == long.MaxValue ? $"the problems from {Text(from)} on" : $"the problems from {Text(from)} to {Text(to)}";
    }

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);

    private static bool Learned(CheckedStage policy, CheckedStage problems) =>
        policy == problems || policy.Ingredients.Any(input => Learned(input.Source, problems));

    // Of a transform that takes one part of its problems, as they come.
    private static Range? PartOf(IMethodSymbol method, CancellationToken cancellationToken)
    {
        if (method.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax(cancellationToken) is not MethodDeclarationSyntax declared)
            return null;
        var returned = declared.ExpressionBody?.Expression
            ?? (declared.Body?.Statements is { Count: 1 } only && only[0] is ReturnStatementSyntax { Expression: { } given } ? given : null);
        return returned is not null && Of(returned, method.Parameters[0].Name) is { } part && part != part with { From = 0, To = long.MaxValue } ? part : null;
    }

    private static Range? Of(ExpressionSyntax expression, string problems) => expression switch
    {
        BaseObjectCreationExpressionSyntax { ArgumentList.Arguments: { Count: 1 } arguments, Initializer: null } => Of(arguments[0].Expression, problems),
        CollectionExpressionSyntax { Elements: { Count: 1 } elements } when elements[0] is SpreadElementSyntax spread => Of(spread.Expression, problems),
        ParenthesizedExpressionSyntax inner => Of(inner.Expression, problems),
        IdentifierNameSyntax name => name.Identifier.ValueText == problems ? new(0, long.MaxValue, name) : null,
        InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax call, ArgumentList.Arguments: var arguments } =>
            Of(call.Expression, problems) is not { } whole ? null : (call.Name.Identifier.ValueText, arguments.Count) switch
            {
                ("ToList" or "ToArray" or "AsEnumerable", 0) => whole,
                ("Take", 1) when Number(arguments[0].Expression) is { } count => whole with { To = Math.Min(whole.To, whole.From + count), Place = call.Name },
                ("Skip", 1) when Number(arguments[0].Expression) is { } count => whole with { From = whole.From + count, Place = call.Name },
                ("Take", 1) when arguments[0].Expression is RangeExpressionSyntax cut => Cut(whole, cut),
                _ => null,
            },
        MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Problems", Expression: var on } => Of(on, problems),
        _ => null,
    };

    private static Range? Cut(Range whole, RangeExpressionSyntax cut)
    {
        var (from, to) = (cut.LeftOperand is null ? 0 : Number(cut.LeftOperand), cut.RightOperand is null ? long.MaxValue : Number(cut.RightOperand));
        return from is null || to is null || whole.To != long.MaxValue ? null
            : whole with { From = whole.From + from.Value, To = to == long.MaxValue ? long.MaxValue : whole.From + to.Value, Place = cut };
    }

    private static long? Number(ExpressionSyntax value) => value is LiteralExpressionSyntax { Token.Value: int number } ? number : null;

    private readonly record struct Range(long From, long To, SyntaxNode Place);
}
