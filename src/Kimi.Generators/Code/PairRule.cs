using Kimi.Generators.Diagnostics;
using Kimi.Generators.Parsing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Kimi.Generators.Code;

/// <summary>Finds pairs whose chosen response is the rejected one of another pair, or the same as their rejected one.</summary>
internal sealed class PairRule() : TeamCodeRule(Descriptors.TurnedPair)
{
    public override Roles About => Roles.Transform | Roles.Stage;

    public override IEnumerable<(Location Place, string Sentence)> Check(TeamBody body)
    {
        var name = body.Roles == Roles.Transform ? body.Owner.Name : body.TypeName;
        foreach (var operation in body.Operations)
        {
            if (Sides(operation) is not var (chosen, rejected))
                continue;
            if (chosen is not null && rejected is not null && chosen.Syntax.ToString() == rejected.Syntax.ToString() && IsOneValue(chosen))
            {
                yield return (
                    operation.Syntax.GetLocation(),
                    $"{name} makes pairs of {chosen.Syntax} and {rejected.Syntax}, which are the same, so nothing is preferred: reject the other one");
            }
            else if (!IsTurnedByARule(operation)
                && ((chosen is not null && Names(chosen).SetEquals(["Rejected"])) || (rejected is not null && Names(rejected).SetEquals(["Chosen"]))))
            {
                yield return (
                    operation.Syntax.GetLocation(),
                    $"{name} makes pairs that choose what was rejected, so the policy learns the worse responses: "
                    + "give Chosen what was chosen, in the order Preference(Prompt, Chosen, Rejected)");
            }
        }
    }

    // In one of two branches: those that were labelled the wrong way round.
    private static bool IsTurnedByARule(IOperation pair)
    {
        for (var (inner, outer) = (pair, pair.Parent); outer is not null and not IAnonymousFunctionOperation; (inner, outer) = (outer, outer.Parent))
        {
            if (outer is ISwitchExpressionArmOperation || (outer is IConditionalOperation { WhenFalse: not null } choice && inner != choice.Condition))
                return true;
        }

        return false;
    }

    // Of a new pair, or one with other sides.
    private static (IOperation? Chosen, IOperation? Rejected)? Sides(IOperation operation) => operation switch
    {
        IObjectCreationOperation { Type: { } type, Arguments: { Length: > 0 } arguments } when type.IsDsl("Preference") => (
            arguments.FirstOrDefault(argument => argument.Parameter?.Name == "Chosen")?.Value,
            arguments.FirstOrDefault(argument => argument.Parameter?.Name == "Rejected")?.Value),
        IWithOperation { Type: { } type, Initializer.Initializers: var initializers } when type.IsDsl("Preference") => (
            Assigned(initializers, "Chosen"), Assigned(initializers, "Rejected")),
        _ => null,
    };

    private static IOperation? Assigned(IEnumerable<IOperation> initializers, string side) => initializers.OfType<ISimpleAssignmentOperation>()
        .FirstOrDefault(assignment => assignment.Target is IPropertyReferenceOperation property && property.Property.Name == side)?.Value;

    // Which sides of other pairs an expression goes by.
    private static HashSet<string> Names(IOperation side) => new(
        side.DescendantsAndSelf().OfType<IPropertyReferenceOperation>()
            .Where(property => property.Property is { Name: "Chosen" or "Rejected", ContainingType: { } type } && type.IsDsl("Preference"))
            .Select(property => property.Property.Name),
        StringComparer.Ordinal);

    // A side of another pair, or a text as it is: what is made by a call may differ from one call to the next.
    private static bool IsOneValue(IOperation side) => Names(side).Count > 0 || side.DescendantsAndSelf().All(part => part
        is IPropertyReferenceOperation or ILocalReferenceOperation or IParameterReferenceOperation or IFieldReferenceOperation or IConversionOperation
            or IInstanceReferenceOperation or ILiteralOperation);
}
