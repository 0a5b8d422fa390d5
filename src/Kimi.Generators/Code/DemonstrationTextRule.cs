using Kimi.Generators.Diagnostics;
using Kimi.Generators.Parsing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Kimi.Generators.Code;

/// <summary>Finds demonstrations that begin with their prompt, spell the name of the token that ends them, or have nothing to do with the problem.</summary>
internal sealed class DemonstrationTextRule() : TeamCodeRule(Descriptors.DemonstrationText)
{
    private static readonly string[] _ends =
        ["<|endoftext|>", "<|end_of_text|>", "<|im_end|>", "<|eot_id|>", "<end_of_turn>", "</s>", "<eos>", "<｜end▁of▁sentence｜>"];

    public override Roles About => Roles.Source;

    public override IEnumerable<(Location Place, string Sentence)> Check(TeamBody body)
    {
        if (body.Owner is not IMethodSymbol { Name: "Respond" }
            || !body.Owner.ContainingType.AllInterfaces.Any(contract => contract.Name == "IDemonstrationSource"))
            yield break;
        if (IgnoresItsProblem(body))
        {
            var problem = ((IMethodSymbol)body.Owner).Parameters[0];
            yield return (
                problem.Locations[0],
                $"{body.TypeName} never looks at '{problem.Name}', so responses have nothing to do with their problems: "
                + "demonstrate how this one is solved, or call it '_' where that is meant");
        }

        foreach (var operation in body.Operations)
        {
            if (operation is IReturnOperation { ReturnedValue: { } returned } && First(returned, body) is { } first && IsPrompt(body.Origin(first)))
            {
                yield return (
                    first.Syntax.GetLocation(),
                    $"{body.TypeName} begins a response with its prompt, which stands before it already, so the policy learns to repeat it: "
                    + "return the response alone");
            }

            if (operation is ILiteralOperation { ConstantValue: { HasValue: true, Value: string text } } && _ends.FirstOrDefault(text.Contains) is { } end)
            {
                yield return (
                    operation.Syntax.GetLocation(),
                    $"{body.TypeName} ends a response with the text {end}, and training ends every one with the token itself, "
                    + "so the policy learns to spell the name: leave it out");
            }
        }
    }

    // One that is not written yet returns nothing, or throws. A name that begins with '_' says that nothing is looked at on purpose.
    private static bool IgnoresItsProblem(TeamBody body) => body is { Root: IBlockOperation, Owner: IMethodSymbol { Parameters: { Length: 2 } parameters } }
        && !parameters[0].Name.StartsWith("_", StringComparison.Ordinal)
        && !body.Operations.Any(operation => operation is IThrowOperation
            || (operation is IParameterReferenceOperation use && SymbolEqualityComparer.Default.Equals(use.Parameter, parameters[0])))
        && body.Operations.OfType<IReturnOperation>().Any(each => each.ReturnedValue is { ConstantValue: not { HasValue: true, Value: "" or null } });

    // What a text begins with.
    private static IOperation? First(IOperation text, TeamBody body) => body.Origin(text) switch
    {
        IBinaryOperation { OperatorKind: BinaryOperatorKind.Add } sum => First(sum.LeftOperand, body),
        IInterpolatedStringOperation { Parts: { Length: > 0 } parts } when parts[0] is IInterpolationOperation first => First(first.Expression, body),
        IInvocationOperation { TargetMethod.Name: "Concat", Arguments: { Length: > 0 } parts } => First(parts[0].Value, body),
        IInvocationOperation { TargetMethod: { Name: "Join", ContainingType.SpecialType: SpecialType.System_String }, Arguments: { Length: > 1 } parts } =>
            FirstOf(body.Origin(parts[1].Value)) is { } first ? First(first, body) : null,
        IInvocationOperation { TargetMethod.Name: "ToString", Instance: { } built } when Builder(built) is { } builder => Appended(builder, body),
        _ => text,
    };

    private static IOperation? FirstOf(IOperation list) => list switch
    {
        IConversionOperation conversion => FirstOf(conversion.Operand),
        IArrayCreationOperation { Initializer.ElementValues: { Length: > 0 } values } => values[0],
        ICollectionExpressionOperation { Elements: { Length: > 0 } elements } => elements[0],
        _ => null,
    };

    // The variable of a text that is appended to, behind the calls that append.
    private static ILocalSymbol? Builder(IOperation built) => built switch
    {
        IInvocationOperation { Instance: { } before, TargetMethod.ContainingType.Name: "StringBuilder" } => Builder(before),
        ILocalReferenceOperation { Local: { Type.Name: "StringBuilder" } local } => local,
        _ => null,
    };

    private static IOperation? Appended(ILocalSymbol builder, TeamBody body) => body.Operations.OfType<IInvocationOperation>()
        .Where(call => call.TargetMethod.Name is "Append" or "AppendLine" && call.Arguments.Length > 0 && call.Instance is ILocalReferenceOperation local
            && SymbolEqualityComparer.Default.Equals(local.Local, builder))
        .Select(call => call.Arguments[0].Value).FirstOrDefault();

    private static bool IsPrompt(IOperation operation) => operation is IPropertyReferenceOperation { Property: { Name: var name } property } reference
        && ((name == "Prompt" && property.ContainingType.IsDsl("Problem")) || (name == "Text" && reference.Instance is { } inner && IsPrompt(inner)));
}
