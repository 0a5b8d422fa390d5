using Kimi.Generators.Diagnostics;
using Kimi.Generators.Parsing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace Kimi.Generators.Code;

/// <summary>
/// Finds scores that are calculated of double.NaN, which a class gives for what it cannot read, with no comparison between that would catch it.
/// </summary>
internal sealed class NoNumberRule() : TeamCodeRule(Descriptors.ScoreOutOfRange)
{
    private static readonly HashSet<string> _asking = new(StringComparer.Ordinal) { "IsNaN", "IsFinite", "IsNormal", "IsRealNumber" };

    public override Roles About => Roles.Reward;

    public override IEnumerable<(Location Place, string Sentence)> Check(TeamBody body)
    {
        var scores = body.Operations.OfType<IObjectCreationOperation>()
            .Where(created => created.Type is { Name: "Scored", ContainingType: { } verdict } && verdict.IsDsl("Verdict") && created.Arguments.Length > 0
                && !created.Arguments[0].Value.ConstantValue.HasValue).ToList();
        if (scores.Count == 0 || !IsNamed(body.Owner.ContainingType))
            return [];
        return from created in scores
               where IsReached(created.Arguments[0].Value, body, new(SymbolEqualityComparer.Default))
               select (
                   created.Syntax.GetLocation(),
                   $"{body.TypeName} calculates a score of double.NaN, which makes it no number, and that counts as a fault of the reward: "
                   + "give what cannot be read a score of its own, such as 0");
    }

    private static bool IsNamed(INamedTypeSymbol type)
    {
        var names = SourceNodes.Of(type, default).OfType<IdentifierNameSyntax>().Select(name => name.Identifier.ValueText).ToList();
        return names.Contains("NaN") && !names.Any(_asking.Contains);
    }

    // Each variable and each method is looked at once, so this ends.
    private static bool IsReached(IOperation value, TeamBody body, HashSet<ISymbol> seen) => value switch
    {
        { ConstantValue: { HasValue: true, Value: var number } } => number is double.NaN or float.NaN,
        IConversionOperation { Type.SpecialType: SpecialType.System_Double or SpecialType.System_Single } conversion =>
            IsReached(conversion.Operand, body, seen),
        IParenthesizedOperation inner => IsReached(inner.Operand, body, seen),
        IUnaryOperation { OperatorKind: UnaryOperatorKind.Minus } turned => IsReached(turned.Operand, body, seen),
        IBinaryOperation
        {
            OperatorKind: BinaryOperatorKind.Add or BinaryOperatorKind.Subtract or BinaryOperatorKind.Multiply or BinaryOperatorKind.Divide,
        } both => IsReached(both.LeftOperand, body, seen) || IsReached(both.RightOperand, body, seen),
        IConditionalOperation { WhenFalse: { } otherwise } choice =>
            IsChosen(choice.WhenTrue, choice.Condition, body, seen) || IsChosen(otherwise, choice.Condition, body, seen),
        ISwitchExpressionOperation choice => choice.Arms.Any(arm => IsChosen(arm.Value, choice.Value, body, seen)),
        ILocalReferenceOperation { Local: var local } =>
            body.SetOnce(local) is { } beginning && seen.Add(local) && !IsCompared(local, body) && IsReached(beginning, body, seen),
        IParameterReferenceOperation { Parameter: var parameter } => seen.Add(parameter) && body.Given(parameter) is { } given && IsReached(given, body, seen),
        IInvocationOperation { TargetMethod: { ContainingType: { Name: "Math" } type, Name: not "Sign" } } call when TeamCode.IsOfThePlatform(type) =>
            call.Arguments.Any(argument => IsReached(argument.Value, body, seen)),
        IInvocationOperation { TargetMethod: var method } => seen.Add(method) && body.Called(method) is { } called
            && called.Returned.Any(returned => IsReached(returned, called, seen)),
        _ => false,
    };

    // Whoever compares a number in a choice has thought of what it may be.
    private static bool IsChosen(IOperation branch, IOperation condition, TeamBody body, HashSet<ISymbol> seen) =>
        (branch.ConstantValue.HasValue || !Variables(condition).Intersect(Variables(branch)).Any()) && IsReached(branch, body, seen);

    private static bool IsCompared(ILocalSymbol local, TeamBody body) => body.Operations.Any(operation => operation switch
    {
        IBinaryOperation { Type.SpecialType: SpecialType.System_Boolean } comparison => Variables(comparison).Contains(local.Name),
        IIsPatternOperation pattern => Variables(pattern.Value).Contains(local.Name),
        IInvocationOperation { TargetMethod.Name: "Equals" or "CompareTo" } call => Variables(call).Contains(local.Name),
        _ => false,
    });

    private static IEnumerable<string> Variables(IOperation value) => value.DescendantsAndSelf().Select(part => part switch
    {
        ILocalReferenceOperation local => local.Local.Name,
        IParameterReferenceOperation parameter => parameter.Parameter.Name,
        _ => null,
    }).OfType<string>();
}
