using Kimi.Generators.Diagnostics;
using Kimi.Generators.Parsing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Kimi.Generators.Code;

/// <summary>
/// Finds demonstrations whose prompt and response come from two lists of the same rows, one of which was sorted or filtered by itself: most responses then
/// stand at the prompts of others.
/// </summary>
internal sealed class OwnPromptRule() : TeamCodeRule(Descriptors.DemonstrationText)
{
    private const int MostSteps = 16;

    private static readonly HashSet<string> _sorting = new(StringComparer.Ordinal)
    {
        "OrderBy", "OrderByDescending", "Order", "OrderDescending", "ThenBy", "ThenByDescending", "Where", "Distinct", "DistinctBy",
    };

    public override Roles About => Roles.Transform | Roles.Stage;

    public override IEnumerable<(Location Place, string Sentence)> Check(TeamBody body)
    {
        foreach (var operation in body.Operations)
        {
            if (operation is IObjectCreationOperation { Type: { } type, Arguments: { Length: >= 2 } arguments } && type.IsDsl("Demonstration")
                && List(arguments[0].Value, body) is { } prompts && List(arguments[1].Value, body) is { } responses
                && Rows(prompts, body) is var (rows, one) && Rows(responses, body) is var (others, other)
                && SymbolEqualityComparer.Default.Equals(rows, others) && one != other)
            {
                yield return (
                    operation.Syntax.GetLocation(),
                    $"{(body.Roles == Roles.Transform ? body.Owner.Name : body.TypeName)} takes prompts and responses from '{rows.Name}' in two orders"
                    + ", so most responses stand at the prompts of others: sort or filter the rows as a whole");
            }
        }
    }

    // The list that a value is an item of: by its place, or by what Zip gives a function.
    private static IOperation? List(IOperation value, TeamBody body)
    {
        var item = body.Origin(value);
        switch (item)
        {
            case IArrayElementReferenceOperation { ArrayReference: var list }:
                return list;
            case IPropertyReferenceOperation { Property.IsIndexer: true, Instance: { } list }:
                return list;
            case IParameterReferenceOperation { Parameter: var parameter }:
                return Call(parameter, body) is { TargetMethod.Name: "Zip" } zip ? Zipped(zip, parameter.Ordinal) : null;
            case IFieldReferenceOperation { Field: { Name: "First" or "Second" or "Item1" or "Item2" } field, Instance: { } pair }:
                return body.Origin(pair) is IParameterReferenceOperation { Parameter: var both } && Call(both, body) is { Arguments: { Length: > 0 } all }
                    && body.Origin(all[0].Value) is IInvocationOperation { TargetMethod.Name: "Zip" } pairs
                        ? Zipped(pairs, field.Name is "First" or "Item1" ? 0 : 1)
                        : null;
            default:
                return null;
        }
    }

    private static IOperation? Zipped(IInvocationOperation zip, int place) => place < zip.Arguments.Length ? zip.Arguments[place].Value : null;

    private static IInvocationOperation? Call(IParameterSymbol parameter, TeamBody body) => body.Operations.OfType<IAnonymousFunctionOperation>()
        .FirstOrDefault(made => SymbolEqualityComparer.Default.Equals(made.Symbol, parameter.ContainingSymbol))
        is { Parent: IDelegateCreationOperation { Parent: IArgumentOperation { Parent: IInvocationOperation call } } } ? call : null;

    // What it is a list of, and by what it was sorted and filtered.
    private static (IParameterSymbol Rows, string Order)? Rows(IOperation list, TeamBody body)
    {
        var (next, order) = (body.Origin(list), "");
        for (var step = 0; step < MostSteps; step++)
        {
            switch (next)
            {
                case IParameterReferenceOperation { Parameter: var rows }:
                    return (rows, order);
                case IInvocationOperation { TargetMethod: { Name: var name, ContainingType.Name: "Enumerable" }, Arguments: { Length: > 0 } arguments }:
                    if (_sorting.Contains(name) || (name == "Select" && order.Length > 0))
                        order = $".{name}({(arguments.Length > 1 ? By(arguments[1]) : "")}){order}";
                    else if (name is not ("Select" or "ToList" or "ToArray" or "AsEnumerable"))
                        return null;
                    next = body.Origin(arguments[0].Value);
                    break;
                case ICollectionExpressionOperation { Elements: { Length: 1 } elements } when elements[0] is ISpreadOperation all:
                    next = body.Origin(all.Operand);
                    break;
                default:
                    return null;
            }
        }

        return null;
    }

    // A function, whatever it calls its parameter.
    private static string By(IOperation function) =>
        function.DescendantsAndSelf().OfType<IAnonymousFunctionOperation>().FirstOrDefault() is { Symbol.Parameters: { Length: > 0 } parameters } made
            ? string.Join("", made.Body.Syntax.DescendantTokens().Select(token => token.ValueText == parameters[0].Name ? "_" : token.ValueText))
            : function.Syntax.ToString();
}
