using Kimi.Generators.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace Kimi.Generators.Code;

/// <summary>
/// Finds rewards that take zeros away from the end of numbers, or from anywhere, without a look for a decimal point: 10 becomes 1, as 100 does.
/// </summary>
internal sealed class TakenDigitsRule() : TeamCodeRule(Descriptors.PartOfAnAnswer)
{
    private static readonly HashSet<string> _keeping = new(StringComparer.Ordinal)
    {
        "Trim", "TrimStart", "TrimEnd", "Replace", "ToLower", "ToLowerInvariant", "ToUpper", "ToUpperInvariant", "Substring", "Normalize", "Split",
    };

    public override Roles About => Roles.Reward;

    public override IEnumerable<(Location Place, string Sentence)> Check(TeamBody body)
    {
        var calls = body.Operations.OfType<IInvocationOperation>().Where(TakesDigits)
            .Where(call => IsText(call.Instance!, body) && !IsChosen(call, body)).ToList();
        return calls.Count == 0 || SourceNodes.Of(body.Owner.ContainingType, default).Any(IsPoint)
            ? []
            : calls.Select(call => (
                call.Syntax.GetLocation(),
                call.TargetMethod.Name == "Replace"
                    ? $"{body.TypeName} takes zeros away wherever they stand, so 10 and 100 both count as 1: compare the two as they are, or as numbers"
                    : $"{body.TypeName} trims zeros off whole numbers as well, so 10 and 100 both count as 1: "
                        + "trim them only where there is a decimal point, or compare the two as numbers"));
    }

    // In a branch that another method of the text, such as one that looks for the point, decides on.
    private static bool IsChosen(IOperation call, TeamBody body)
    {
        for (var (inner, outer) = (call, call.Parent); outer is not null; (inner, outer) = (outer, outer.Parent))
        {
            if (outer is IConditionalOperation choice && inner != choice.Condition && choice.Condition.DescendantsAndSelf().Any(part =>
                    part is IInvocationOperation { TargetMethod.ContainingType: { } type } helper && !TeamCode.IsOfThePlatform(type)
                    && helper.Arguments.Any(argument => IsText(argument.Value, body))))
                return true;
        }

        return false;
    }

    private static bool TakesDigits(IInvocationOperation call) =>
        call is { Instance: not null, TargetMethod: { ContainingType.SpecialType: SpecialType.System_String } method } && method.Name switch
        {
            "TrimEnd" or "Trim" => call.Arguments.Any(argument => argument.Value.DescendantsAndSelf().Any(part => part.ConstantValue.Value is '0')),
            "Replace" => call.Arguments.Length == 2 && call.Arguments[0].Value.ConstantValue.Value is "0"
                && !IsCounted(call)
                && (call.Arguments[1].Value.ConstantValue.Value is "" || call.Arguments[1].Value is IFieldReferenceOperation { Field.Name: "Empty" }),
            _ => false,
        };

    // How many there are, by what is left without them.
    private static bool IsCounted(IInvocationOperation call) => call.Parent is IPropertyReferenceOperation { Property.Name: "Length" };

    // As it is written. What a format has made of a number has its point.
    private static bool IsText(IOperation value, TeamBody body) => body.Origin(value) switch
    {
        IParameterReferenceOperation { Parameter.Type.SpecialType: SpecialType.System_String } => true,
        IPropertyReferenceOperation { Property.Name: "Text" or "Answer" } => true,
        IInvocationOperation { TargetMethod: { ContainingType.SpecialType: SpecialType.System_String } method, Instance: { } inner } =>
            _keeping.Contains(method.Name) && IsText(inner, body),
        IImplicitIndexerReferenceOperation { Instance: var whole } => IsText(whole, body),
        IArrayElementReferenceOperation { ArrayReference: var parts } => IsText(parts, body),
        _ => false,
    };

    // Anything of a point that is not trimmed itself, such as what is looked for, or a pattern.
    private static bool IsPoint(SyntaxNode node) => node is LiteralExpressionSyntax literal && literal.Token.Value switch
    {
        '.' => true,
        string text => text == "." || text.Contains("\\.") || text.Contains("[."),
        _ => false,
    } && !IsTrim(literal);

    private static bool IsTrim(SyntaxNode literal) => literal.Ancestors().OfType<InvocationExpressionSyntax>().FirstOrDefault()?.Expression
        is MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Trim" or "TrimEnd" or "TrimStart" };
}
