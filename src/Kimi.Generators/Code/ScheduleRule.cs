using System.Globalization;
using Kimi.Generators.Parsing;
using Kimi.Shared;
using Kimi.Shared.Recipes;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Kimi.Generators.Code;

/// <summary>
/// Whether the longest responses of a stage are finished before a schedule of a team's own drops them, by its constants, as the options of
/// <c>[PartialRollouts]</c> declare it: KIMI5007.
/// </summary>
internal static class ScheduleRule
{
    private const string Budget = "TokenBudget";
    private const string Age = "MaxAge";

    /// <summary>Finds what is wrong.</summary>
    /// <param name="methods">The methods of a recipe's stages.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public static IEnumerable<(string Id, Location Place, string Sentence)> Check(
        IReadOnlyList<(CheckedStage Stage, IMethodSymbol Method)> methods, CancellationToken cancellationToken)
    {
        foreach (var (stage, method) in methods)
        {
            if (!stage.Components.Any(part => part.Types.Contains("Kimi.Dsl.RolloutRuleAttribute"))
                || stage.Part["MaxResponseTokens"] is not { Number: { } longest } limit)
                continue;
            foreach (var schedule in TeamCode.ComponentsOf(method))
            {
                if (schedule.AllInterfaces.Any(contract => contract.Name == "IRolloutSchedule" && contract.IsIn("Kimi", "Dsl"))
                    && Constant(schedule, Budget, cancellationToken) is var (_, budget) && Constant(schedule, Age, cancellationToken) is var (place, age)
                    && (double)budget * (age + 1.0) < longest)
                {
                    yield return (
                        Ids.Bound,
                        place,
                        $"a response of stage '{stage.Name}' grows by {Text(budget)} tokens an iteration, by {Budget} of {schedule.Name}, and may continue for "
                        + $"{Text(age)} more, by {Age}, and MaxResponseTokens is {limit.Text}, so the longest responses are dropped before they are finished: "
                        + $"raise {Age} or {Budget}, or lower MaxResponseTokens");
                }
            }
        }
    }

    // What a property of its own always is, where that is a number or a constant of the class.
    private static (Location Place, int Number)? Constant(INamedTypeSymbol type, string name, CancellationToken cancellationToken)
    {
        var property = SourceNodes.Of(type, cancellationToken).OfType<PropertyDeclarationSyntax>().FirstOrDefault(each => each.Identifier.ValueText == name);
        var value = property switch
        {
            { ExpressionBody.Expression: { } body } => body,
            { Initializer.Value: { } first, AccessorList.Accessors: { Count: 1 } } => first,
            _ => null,
        };
        int? number = value switch
        {
            LiteralExpressionSyntax { Token.Value: int literal } => literal,
            IdentifierNameSyntax { Identifier.ValueText: var other } =>
                type.GetMembers(other).OfType<IFieldSymbol>().FirstOrDefault()?.ConstantValue as int?,
            _ => null,
        };
        return number is { } known ? (value!.GetLocation(), known) : null;
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
