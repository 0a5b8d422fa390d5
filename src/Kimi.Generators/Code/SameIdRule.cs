using Kimi.Generators.Diagnostics;
using Kimi.Generators.Parsing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace Kimi.Generators.Code;

/// <summary>
/// Finds sources that give all problems of a loop one id, or one to all that have the same answer: a set has each id once.
/// </summary>
internal sealed class SameIdRule() : TeamCodeRule(Descriptors.SameIds)
{
    public override Roles About => Roles.Source;

    public override IEnumerable<(Location Place, string Sentence)> Check(TeamBody body) =>
        Constant(body).Concat(OfTheOuterLoop(body)).Concat(OfTheAnswer(body));

    // An id that goes by what an outer loop counts alone, for all that an inner one makes.
    private static IEnumerable<(Location Place, string Sentence)> OfTheOuterLoop(TeamBody body) =>
        from assignment in body.Operations.OfType<ISimpleAssignmentOperation>()
        where assignment.Target is IPropertyReferenceOperation { Property: { Name: "Id", ContainingType: { } type } } && type.IsDsl("Problem")
            && !assignment.Value.ConstantValue.HasValue
        let inner = Loop(assignment)
        where inner is not null && Loop(inner) is not null && !inner.Descendants().Any(part => part is IBranchOperation { BranchKind: BranchKind.Break })
        let parts = body.Ingredients(assignment.Value).ToList()
        where parts.Any(part => part is ILocalReferenceOperation) && parts.All(part => part is ILocalReferenceOperation or IConversionOperation
                or ILiteralOperation or IInterpolatedStringOperation or IInterpolationOperation or IInterpolatedStringTextOperation)
            && parts.OfType<ILocalReferenceOperation>().All(local => IsSetBefore(local.Local, inner, body))
        select (
            assignment.Syntax.GetLocation(),
            $"{body.TypeName} gives all problems of its inner loop the same id, {assignment.Value.Syntax}, and a set has each id once: "
            + "include what the inner loop counts");

    // An id of nothing but the sum, or the like, that is the answer too.
    private static IEnumerable<(Location Place, string Sentence)> OfTheAnswer(TeamBody body) =>
        from assignment in body.Operations.OfType<ISimpleAssignmentOperation>()
        where assignment.Target is IPropertyReferenceOperation { Property: { Name: "Id", ContainingType: { } type } } && type.IsDsl("Problem")
            && assignment.Parent is IObjectOrCollectionInitializerOperation { Parent: { } created } && IsRepeated(created)
        let answer = ((IObjectOrCollectionInitializerOperation)assignment.Parent!).Initializers.OfType<ISimpleAssignmentOperation>()
            .FirstOrDefault(each => each.Target is IPropertyReferenceOperation { Property.Name: "Answer" })
        where answer is not null
        let parts = ValuesIn.Of(assignment.Value, body)
        where parts.Count == 1 && ValuesIn.IsShared(parts[0], body) && !SourceNodes.Of(body.Owner.ContainingType, default).Any(IsChoosing)
            && ValuesIn.Of(answer.Value, body) is { Count: 1 } only && only[0].Syntax.ToString() == parts[0].Syntax.ToString()
        select (
            assignment.Syntax.GetLocation(),
            $"{body.TypeName} makes ids of {parts[0].Syntax} alone, which is the answer of many of its problems, and a set has each id once: "
            + "make them of what the question is made of");

    // Whoever keeps what there was already leaves out what comes again.
    private static bool IsChoosing(SyntaxNode node) => node is IdentifierNameSyntax
    {
        Identifier.ValueText: "Add" or "TryAdd" or "Contains" or "ContainsKey" or "Distinct" or "DistinctBy",
    };

    private static ILoopOperation? Loop(IOperation operation)
    {
        for (var outer = operation.Parent; outer is not null; outer = outer.Parent)
        {
            if (outer is ILoopOperation loop)
                return loop;
            if (outer is IAnonymousFunctionOperation or ILocalFunctionOperation)
                return null;
        }

        return null;
    }

    // Declared outside of the loop, and not changed in it.
    private static bool IsSetBefore(ILocalSymbol local, ILoopOperation loop, TeamBody body) =>
        local.DeclaringSyntaxReferences.All(declared => !loop.Syntax.Span.Contains(declared.Span))
        && !body.Operations.OfType<ILocalReferenceOperation>().Any(use => SymbolEqualityComparer.Default.Equals(use.Local, local)
            && loop.Syntax.Span.Contains(use.Syntax.Span)
            && (use.Parent is IAssignmentOperation assignment && assignment.Target == use || use.Parent is IIncrementOrDecrementOperation));

    private static IEnumerable<(Location Place, string Sentence)> Constant(TeamBody body) =>
        from assignment in body.Operations.OfType<ISimpleAssignmentOperation>()
        where assignment is
        {
            Target: IPropertyReferenceOperation { Property: { Name: "Id", ContainingType: { } type } },
            Value.ConstantValue: { HasValue: true, Value: string id },
            Parent: IObjectOrCollectionInitializerOperation { Parent: { } created },
        }
            && type.IsDsl("Problem") && IsRepeated(created)
        select (
            assignment.Syntax.GetLocation(),
            $"{body.TypeName} gives every problem the id \"{(string)assignment.Value.ConstantValue.Value!}\", and a set has each id once: "
            + "give each its own, such as a number that counts them");

    // Within a loop of the method, or a function that something calls for each item. A loop that is left at once repeats nothing.
    private static bool IsRepeated(IOperation operation)
    {
        for (var outer = operation.Parent; outer is not null; outer = outer.Parent)
        {
            if (outer is IConditionalOperation or ISwitchOperation or ISwitchExpressionOperation)
                return false;
            if (outer is ILoopOperation or IAnonymousFunctionOperation)
                return true;
        }

        return false;
    }
}
