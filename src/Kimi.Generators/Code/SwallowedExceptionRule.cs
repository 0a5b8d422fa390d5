using Kimi.Generators.Diagnostics;
using Kimi.Generators.Parsing;
using Kimi.Shared;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace Kimi.Generators.Code;

/// <summary>Finds rewards and penalties that make a score of any exception: when a verifier fails, it looks as if the response were wrong.</summary>
internal sealed class SwallowedExceptionRule() : TeamCodeRule(Descriptors.SwallowedException)
{
    // Failures of the machine or of a service: never the response's.
    private static readonly HashSet<string> _failures = new(StringComparer.Ordinal)
    {
        "IOException", "HttpRequestException", "TimeoutException", "OperationCanceledException", "SocketException",
        "OutOfMemoryException", "UnauthorizedAccessException", "ObjectDisposedException", "NullReferenceException",
    };

    private static readonly string[] _honest = ["Fault", "TimedOut", "Unscorable"];

    public override Roles About => Roles.Reward | Roles.Penalty;

    public override IEnumerable<(Location Place, string Sentence)> Check(TeamBody body) =>
        from caught in body.Operations.OfType<ICatchClauseOperation>()
        where caught.Filter is null && IsFailure(caught.ExceptionType) && !IsHonest(caught.Handler, body) && !IsToldLater(caught, body) && Ends(caught)
            && !IsTidying(caught)
        select (
            Place(caught),
            $"{body.TypeName} makes a score of {(IsAny(caught.ExceptionType) ? "any exception" : Words.A(caught.ExceptionType!.Name))}, "
            + "so responses count as wrong when the verifier fails: let the exception through, which is recorded as a fault, "
            + "or return Verdict.Fault.Of(exception)");

    // All of them, and what derives from a failure of input and output.
    private static bool IsFailure(ITypeSymbol? type) =>
        IsAny(type) || type!.Name == "SystemException" || type.SelfAndBases().Any(t => _failures.Contains(t.Name));

    private static bool IsAny(ITypeSymbol? type) =>
        type is null or { SpecialType: SpecialType.System_Object } or { Name: "Exception", ContainingNamespace.Name: "System" };

    private static bool IsHonest(IOperation handler, TeamBody body) => handler.Descendants().Any(operation => IsHonest(operation)
        || (operation is IInvocationOperation call && body.Called(call.TargetMethod) is { } called && called.Operations.Any(IsHonest)));

    private static bool IsHonest(IOperation operation) => operation switch
    {
        IThrowOperation => true,
        IObjectCreationOperation { Type: { ContainingType.Name: "Verdict" } type } => _honest.Contains(type.Name),
        IInvocationOperation { TargetMethod.ContainingType: { ContainingType.Name: "Verdict" } type } => _honest.Contains(type.Name),
        _ => false,
    };

    // It sets a variable, and what comes after it says that it cannot judge where that is so.
    private static bool IsToldLater(ICatchClauseOperation caught, TeamBody body) =>
        caught.Handler.Descendants().OfType<ISimpleAssignmentOperation>().Select(set => set.Target).OfType<ILocalReferenceOperation>()
            .Select(target => target.Local).ToList() is { Count: > 0 } set && !caught.Handler.Descendants().OfType<IReturnOperation>().Any()
        && body.Operations.OfType<IConditionalOperation>().Any(choice => choice.Syntax.SpanStart > caught.Syntax.Span.End
            && choice.Condition.DescendantsAndSelf().OfType<ILocalReferenceOperation>().Any(use => set.Contains(use.Local, SymbolEqualityComparer.Default))
            && choice.Descendants().Any(IsHonest));

    // What is left behind where it fails makes no score.
    private static bool IsTidying(ICatchClauseOperation caught) =>
        caught is { Handler.Operations.Length: 0, Parent: ITryOperation { Body.Operations: { Length: > 0 } tried } }
        && tried.All(each => each is IExpressionStatementOperation { Operation: IInvocationOperation { TargetMethod: var method } }
            && method.Name is "Delete" or "Dispose" or "Close" or "Kill" && TeamCode.IsOfThePlatform(method.ContainingType));

    // In a loop, it may well try again.
    private static bool Ends(ICatchClauseOperation caught)
    {
        if (caught.Handler.Descendants().OfType<IReturnOperation>().Any())
            return true;
        for (var outer = caught.Parent; outer is not null; outer = outer.Parent)
        {
            if (outer is ILoopOperation)
                return false;
        }

        return true;
    }

    private static Location Place(ICatchClauseOperation caught) => caught.Syntax is CatchClauseSyntax clause
        ? Location.Create(clause.SyntaxTree, Microsoft.CodeAnalysis.Text.TextSpan.FromBounds(
            clause.CatchKeyword.SpanStart, clause.Declaration?.Span.End ?? clause.CatchKeyword.Span.End))
        : caught.Syntax.GetLocation();
}
