using Kimi.Generators.Diagnostics;
using Kimi.Generators.Parsing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Kimi.Generators.Code;

/// <summary>
/// Finds rewards and environments that go on after their time is over: they never hand on the token that says so, or try again for ever whatever fails.
/// </summary>
internal sealed class UnendingCallRule() : TeamCodeRule(Descriptors.BlockingCall)
{
    public override Roles About => Roles.Reward | Roles.Environment;

    public override IEnumerable<(Location Place, string Sentence)> Check(TeamBody body)
    {
        if (body.Owner is not IMethodSymbol method || method.Parameters.FirstOrDefault(parameter => IsToken(parameter.Type)) is not { } token)
            yield break;
        foreach (var call in body.Operations.OfType<IInvocationOperation>().Where(IsLeftAlone))
        {
            yield return (
                call.Syntax.GetLocation(),
                $"{body.TypeName} does not await {TeamCode.Name(call.TargetMethod)}, so its failure goes unnoticed, and it runs on beside later calls: "
                + "await it");
        }

        var isUsed = body.Operations.Any(operation => IsUse(operation, token));
        foreach (var operation in body.Operations)
        {
            if (!isUsed && operation is IAwaitOperation { Operation: var awaited } && Bare(awaited) is IInvocationOperation call
                && !IsOfFiles(call.TargetMethod) && TakesToken(call))
            {
                yield return (
                    call.Syntax.GetLocation(),
                    $"{body.TypeName} calls {TeamCode.Name(call.TargetMethod)} without '{token.Name}', so it goes on after its time is over, beside others: "
                    + "hand the token on");
            }
            else if (operation is ICatchClauseOperation { Filter: null } caught && CatchesAll(caught) && IsForEver(caught)
                && !caught.Handler.Descendants().Any(inner => Leaves(inner) || IsUse(inner, token)))
            {
                yield return (
                    caught.Syntax.GetLocation(),
                    $"{body.TypeName} tries again for ever, whatever fails and when its time is over, too: "
                    + "count the attempts, and let the last exception through");
            }
        }
    }

    private static bool IsLeftAlone(IInvocationOperation call) => call.Type is { Name: "Task" or "ValueTask", ContainingNamespace.Name: "Tasks" }
        && call.Parent is ISimpleAssignmentOperation { Target: IDiscardOperation } && TeamCode.IsOfThePlatform(call.TargetMethod.ContainingType)
        && call.TargetMethod.Name != "ContinueWith" && !IsOfFiles(call.TargetMethod);

    private static IOperation Bare(IOperation operation) => operation switch
    {
        IInvocationOperation { TargetMethod.Name: "ConfigureAwait", Instance: { } inner } => Bare(inner),
        IConversionOperation conversion => Bare(conversion.Operand),
        _ => operation,
    };

    // What is read from the disk ends by itself.
    private static bool IsOfFiles(IMethodSymbol method) => method.ContainingType.ContainingNamespace.FullName() == "System.IO";

    // One that is optional and left out, or one that an overload takes after the same others.
    private static bool TakesToken(IInvocationOperation call) => call.Arguments.Any(argument => argument.ArgumentKind == ArgumentKind.DefaultValue
            && argument.Parameter is { } parameter && IsToken(parameter.Type))
        || call.TargetMethod.ContainingType.GetMembers(call.TargetMethod.Name).OfType<IMethodSymbol>().Any(other =>
            other.Parameters.Length == call.TargetMethod.Parameters.Length + 1 && IsToken(other.Parameters[other.Parameters.Length - 1].Type)
            && other.Parameters.Zip(call.TargetMethod.Parameters, (one, two) => SymbolEqualityComparer.Default.Equals(one.Type, two.Type)).All(same => same));

    private static bool CatchesAll(ICatchClauseOperation caught) =>
        caught.ExceptionType is null or { SpecialType: SpecialType.System_Object } or { Name: "Exception", ContainingNamespace.Name: "System" };

    // The loop has no condition, and the 'try' is right in it.
    private static bool IsForEver(ICatchClauseOperation caught)
    {
        for (var outer = caught.Parent; outer is not null; outer = outer.Parent)
        {
            if (outer is IWhileLoopOperation { Condition: var condition })
                return condition is null or { ConstantValue: { HasValue: true, Value: true } };
            if (outer is IForLoopOperation loop)
                return loop.Condition is null && loop.AtLoopBottom.IsEmpty;
            if (outer is ILoopOperation or IAnonymousFunctionOperation or ILocalFunctionOperation)
                return false;
        }

        return false;
    }

    private static bool Leaves(IOperation operation) => operation is IThrowOperation or IReturnOperation or IBranchOperation { BranchKind: BranchKind.Break };

    private static bool IsUse(IOperation operation, IParameterSymbol token) =>
        operation is IParameterReferenceOperation use && SymbolEqualityComparer.Default.Equals(use.Parameter, token);

    private static bool IsToken(ITypeSymbol type) => type is { Name: "CancellationToken", ContainingNamespace.Name: "Threading" };
}
