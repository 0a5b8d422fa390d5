using Kimi.Generators.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Kimi.Generators.Code;

/// <summary>Finds texts that have the name of a type where what is in a list, or what a task gives, was meant.</summary>
internal sealed class TypeNameRule() : TeamCodeRule(Descriptors.TemplateText)
{
    private static readonly string[] _namespaces = ["System.Collections", "System.Linq"];

    public override Roles About => Roles.Source | Roles.Environment | Roles.Transform | Roles.Tools;

    public override IEnumerable<(Location Place, string Sentence)> Check(TeamBody body)
    {
        foreach (var operation in body.Operations)
        {
            if (Said(operation) is { Type: { } type } value && Kind(type) is { } kind && !IsThrown(operation))
            {
                yield return (
                    value.Syntax.GetLocation(),
                    $"{body.TypeName} writes the name of a type for {value.Syntax}, which is {kind}: "
                    + (kind == "a task" ? "await it" : "join what is in it, such as by string.Join(\", \", …)"));
            }
        }
    }

    // What a text is made of, where nothing says how.
    private static IOperation? Said(IOperation operation) => operation switch
    {
        IInterpolationOperation { Expression: var value } => Value(value),
        IBinaryOperation { OperatorKind: BinaryOperatorKind.Add, Type.SpecialType: SpecialType.System_String } sum =>
            sum.RightOperand.Type?.SpecialType != SpecialType.System_String ? Value(sum.RightOperand)
            : sum.LeftOperand is IConversionOperation ? Value(sum.LeftOperand)
            : Converted(sum.RightOperand) ?? Converted(sum.LeftOperand),
        IInvocationOperation { TargetMethod: { Name: "ToString", Parameters.Length: 0 }, Instance: { } value } => value,
        _ => null,
    };

    private static IOperation? Converted(IOperation operand) => operand is IConversionOperation ? Value(operand) : null;

    private static IOperation Value(IOperation value) => value is IConversionOperation { IsImplicit: true } conversion ? conversion.Operand : value;

    private static string? Kind(ITypeSymbol type) => type switch
    {
        IArrayTypeSymbol => "an array",
        INamedTypeSymbol { Name: "Task" or "ValueTask", ContainingNamespace: { } space } when space.ToString() == "System.Threading.Tasks" => "a task",
        INamedTypeSymbol { TypeKind: TypeKind.Class or TypeKind.Interface or TypeKind.Struct, ContainingNamespace: { } space } named
            when IsOfLists(space) && named.AllInterfaces.Any(contract => contract.Name == "IEnumerable") && !SaysWhatIsInIt(named) => "a list",
        _ => null,
    };

    private static bool IsOfLists(INamespaceSymbol space)
    {
        var name = space.ToString();
        return Array.Exists(_namespaces, each => name.StartsWith(each, StringComparison.Ordinal));
    }

    private static bool SaysWhatIsInIt(INamedTypeSymbol type)
    {
        for (var each = type; each is { SpecialType: not SpecialType.System_Object }; each = each.BaseType)
        {
            foreach (var member in each.GetMembers("ToString"))
            {
                if (member is IMethodSymbol { IsOverride: true, Parameters.Length: 0 } && each.SpecialType != SpecialType.System_ValueType)
                    return true;
            }
        }

        return false;
    }

    // Whoever reads what went wrong is no policy.
    private static bool IsThrown(IOperation operation)
    {
        for (var outer = operation.Parent; outer is not null; outer = outer.Parent)
        {
            if (outer is IThrowOperation)
                return true;
        }

        return false;
    }
}
