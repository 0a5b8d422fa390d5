using Kimi.Generators.Diagnostics;
using Kimi.Generators.Parsing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Kimi.Generators.Code;

/// <summary>Finds sources that give all problems of a loop one id: a set has each id once.</summary>
internal sealed class SameIdRule() : TeamCodeRule(Descriptors.SameIds)
{
    public override Roles About => Roles.Source;

    public override IEnumerable<(Location Place, string Sentence)> Check(TeamBody body) =>
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
            + "make it of what tells the problem from others, such as a number that counts them");

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
