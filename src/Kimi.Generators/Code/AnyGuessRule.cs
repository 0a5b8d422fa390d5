using Kimi.Generators.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace Kimi.Generators.Code;

/// <summary>
/// Finds rewards that take a response for right as soon as one of the pieces that it was split into is: a policy learns to write all answers that there are.
/// Whoever asks how many pieces there are has thought of that.
/// </summary>
internal sealed class AnyGuessRule() : TeamCodeRule(Descriptors.PartOfAnAnswer)
{
    private static readonly HashSet<string> _keeping = new(StringComparer.Ordinal)
    {
        "Select", "Where", "Skip", "Reverse", "Cast", "OfType", "ToList", "ToArray", "ToHashSet", "AsEnumerable", "AsSpan",
    };

    private static readonly HashSet<string> _counting = new(StringComparer.Ordinal)
    {
        "Count", "LongCount", "Single", "SingleOrDefault", "Distinct", "Take", "TakeLast", "All", "Zip", "SequenceEqual", "Last", "LastOrDefault",
    };

    public override Roles About => Roles.Reward;

    public override IEnumerable<(Location Place, string Sentence)> Check(TeamBody body)
    {
        var asked = body.Operations.Where(operation => IsAsked(operation, body)).ToList();
        if (asked.Count == 0 || body.Operations.Any(IsCounting) || IsABonus(body))
            return [];
        var written = new WrittenText(body);
        return from operation in asked
               where IsOfPieces(List(operation)!, body, written) && Earns(operation, body)
               select (
                   (operation is IForEachLoopOperation loop ? loop.Collection : operation).Syntax.GetLocation(),
                   $"{body.TypeName} takes a response for right if any piece of it is the answer, so one that states all answers is always right: "
                   + "compare one of them, such as the last");
    }

    /// <summary>Whether its own attribute says that it does not decide, or may not, what is right.</summary>
    public static bool IsABonus(TeamBody body) => body.Root.SemanticModel is { Compilation: var all } && NamedTypes.Recipes(body.TypeName, all)
        .Any(each => each.Class.Members.Any(member => member is PropertyDeclarationSyntax { Identifier.ValueText: "DecidesCorrectness" }));

    // What is gone through, where one item that equals the answer is enough.
    private static IOperation? List(IOperation operation) => operation switch
    {
        IInvocationOperation { TargetMethod.Name: "Any" or "Exists" or "Contains", Instance: { } list } => list,
        IInvocationOperation { TargetMethod.Name: "Any" or "Exists" or "Contains", Arguments: { Length: > 1 } arguments } => arguments[0].Value,
        IForEachLoopOperation { Collection: var list } => list,
        _ => null,
    };

    private static bool IsAsked(IOperation operation, TeamBody body) => operation switch
    {
        IInvocationOperation { TargetMethod: { Name: "Any" or "Exists", Parameters.Length: > 0 }, Arguments: var arguments } =>
            arguments.Length > 0 && arguments[arguments.Length - 1].Value.Descendants().Any(part => IsEqual(part, body)),
        IInvocationOperation { TargetMethod: { Name: "Contains", ContainingType.SpecialType: not SpecialType.System_String } } call =>
            call.Arguments.Any(argument => References.IsAnswer(argument.Value, body)),
        IForEachLoopOperation { Body: var inner } => inner.Descendants().OfType<IConditionalOperation>().Any(choice =>
            choice.Condition.DescendantsAndSelf().Any(part => IsEqual(part, body)) && choice.WhenTrue.DescendantsAndSelf().Any(IsRight)
            && choice.WhenTrue.DescendantsAndSelf().Any(part => part is IReturnOperation)),
        _ => false,
    };

    private static bool IsEqual(IOperation operation, TeamBody body) => operation is not IBinaryOperation { OperatorKind: BinaryOperatorKind.NotEquals }
        && References.Compared(operation) is var (one, other) && (References.IsAnswer(one, body) || References.IsAnswer(other, body));

    private static bool IsRight(IOperation operation) => operation.ConstantValue.Value is true or 1 or 1.0;

    private static bool IsCounting(IOperation operation) =>
        operation is IPropertyReferenceOperation { Property.Name: "Length" or "Count" } or IListPatternOperation
        || (operation is IInvocationOperation { TargetMethod: { Name: var name, ContainingType: var type } } && _counting.Contains(name)
        && TeamCode.IsOfThePlatform(type));

    private static bool IsOfPieces(IOperation list, TeamBody body, WrittenText written) => body.Origin(list) switch
    {
        IInvocationOperation { TargetMethod: { Name: "Split", ContainingType.SpecialType: SpecialType.System_String }, Instance: { } text } call =>
            written.IsIn(text) && !call.Arguments.Any(argument => argument.Parameter?.Name == "count"),
        IInvocationOperation { TargetMethod: { Name: "Matches" or "Split", ContainingType.Name: "Regex" } } call => written.IsIn(call),
        IInvocationOperation { TargetMethod: var method, Arguments: { Length: > 0 } arguments } =>
            _keeping.Contains(method.Name) && TeamCode.IsOfThePlatform(method.ContainingType) && IsOfPieces(arguments[0].Value, body, written),
        ICollectionExpressionOperation { Elements: { Length: 1 } elements } when elements[0] is ISpreadOperation spread =>
            IsOfPieces(spread.Operand, body, written),
        _ => false,
    };

    // The verdict, by itself or beside other conditions, as it is or by a choice; not what is said to be wrong.
    private static bool Earns(IOperation found, TeamBody body)
    {
        if (found is IForEachLoopOperation)
            return true;
        var (inner, outer) = (found, found.Parent);
        while (outer is IConversionOperation or IParenthesizedOperation or IBinaryOperation { OperatorKind: BinaryOperatorKind.ConditionalAnd })
            (inner, outer) = (outer, outer.Parent);
        return outer switch
        {
            IArgumentOperation { Parent: IInvocationOperation { TargetMethod: { Name: "Of", ContainingType.Name: "Verdict" } } } => true,
            IReturnOperation => true,
            IConditionalOperation choice => choice.Condition == inner && choice.WhenTrue.DescendantsAndSelf().Any(IsRight),
            IVariableInitializerOperation { Parent: IVariableDeclaratorOperation { Symbol: var variable } } =>
                body.Operations.OfType<ILocalReferenceOperation>().Where(use => SymbolEqualityComparer.Default.Equals(use.Local, variable)).ToList()
                    is { Count: > 0 } uses && uses.All(use => Earns(use, body)),
            _ => false,
        };
    }
}
