using Kimi.Generators.Parsing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Kimi.Generators.Code;

/// <summary>Where in a body stands what a policy wrote: its text, and the variables that were made of it.</summary>
internal sealed class WrittenText
{
    private readonly HashSet<ILocalSymbol> _texts = new(SymbolEqualityComparer.Default);
    private readonly HashSet<ILocalSymbol> _splits = new(SymbolEqualityComparer.Default);
    private readonly HashSet<ILocalSymbol> _places = new(SymbolEqualityComparer.Default);
    private readonly HashSet<ILocalSymbol> _findings = new(SymbolEqualityComparer.Default);

    private readonly TeamBody _body;

    /// <summary>Looks through a body, in the order in which it is written.</summary>
    public WrittenText(TeamBody body)
    {
        _body = body;
        foreach (var variable in body.Operations.OfType<IVariableDeclaratorOperation>())
        {
            if (variable.Initializer?.Value is not { } value)
                continue;
            if (IsUncertainPlace(value))
                _places.Add(variable.Symbol);
            else if (IsAsked(value))
                (value.Type?.SpecialType is SpecialType.System_Boolean or SpecialType.System_Int32 ? _findings : _texts).Add(variable.Symbol);
            if (IsSplit(value))
                _splits.Add(variable.Symbol);
        }
    }

    /// <summary>Whether an expression goes by what the policy wrote.</summary>
    public bool IsIn(IOperation operation) => operation.DescendantsAndSelf().Any(part => part switch
    {
        IPropertyReferenceOperation { Property: { Name: "Text", ContainingType: { } type } } => type.IsDsl("Rollout") || type.IsDsl("PolicyTurn"),
        ILocalReferenceOperation local => _texts.Contains(local.Local) || _places.Contains(local.Local),
        IParameterReferenceOperation { Parameter: var parameter } => IsGivenText(parameter),
        _ => false,
    });

    // Of a tool, by the policy itself; of a method of the class's own, by whoever calls it.
    private bool IsGivenText(IParameterSymbol parameter) => parameter.Type.SpecialType == SpecialType.System_String
        && (_body.Roles == Roles.Tools
            ? SymbolEqualityComparer.Default.Equals(parameter.ContainingSymbol, _body.Owner) && _body.Owner.DeclaredAccessibility == Accessibility.Public
            : _body.Given(parameter) is { } given && IsIn(given));

    /// <summary>Whether an expression asks about what the policy wrote: by the text, by what was found in it, or by a method that is given all of it.</summary>
    public bool IsAsked(IOperation operation) => IsIn(operation) || operation.DescendantsAndSelf().Any(part => part switch
    {
        ILocalReferenceOperation local => _findings.Contains(local.Local),
        IArgumentOperation { Value: IParameterReferenceOperation { Parameter.Type: { } type } } => type.IsDsl("Rollout") || type.IsDsl("PolicyTurn"),
        _ => false,
    });

    /// <summary>Whether an expression is the parts of it, of which there is one at least.</summary>
    public bool IsSplit(IOperation operation) => operation switch
    {
        IConversionOperation conversion => IsSplit(conversion.Operand),
        ILocalReferenceOperation local => _splits.Contains(local.Local),
        IInvocationOperation { TargetMethod: { Name: "Split", ContainingType.SpecialType: SpecialType.System_String }, Instance: { } text } => IsIn(text),
        _ => false,
    };

    /// <summary>Whether a place in it comes of a search that may have found nothing. The place behind one character is its beginning then.</summary>
    public bool IsUncertainPlace(IOperation operation) => operation switch
    {
        IConversionOperation conversion => IsUncertainPlace(conversion.Operand),
        IParenthesizedOperation inner => IsUncertainPlace(inner.Operand),
        IBinaryOperation { OperatorKind: BinaryOperatorKind.Add, RightOperand.ConstantValue.Value: 1 } => false,
        IBinaryOperation { OperatorKind: BinaryOperatorKind.Add or BinaryOperatorKind.Subtract } sum =>
            IsUncertainPlace(sum.LeftOperand) || IsUncertainPlace(sum.RightOperand),
        ILocalReferenceOperation local => _places.Contains(local.Local),
        IInvocationOperation
        {
            TargetMethod: { Name: "IndexOf" or "LastIndexOf" or "IndexOfAny" or "LastIndexOfAny", ContainingType.SpecialType: SpecialType.System_String },
            Instance: { } text,
        } => IsIn(text),
        _ => false,
    };

    /// <summary>Whether an expression is what a pattern has matched, which has its form.</summary>
    public static bool IsMatched(IOperation operation) => operation.DescendantsAndSelf().Any(part =>
        part.Type is INamedTypeSymbol { Name: "Match" or "Group" or "Capture" or "MatchCollection" or "Regex" } || part is IInvocationOperation
        {
            TargetMethod.ContainingType.Name: "Regex",
        });
}
