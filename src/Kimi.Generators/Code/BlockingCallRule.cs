using System.Text.RegularExpressions;
using Kimi.Generators.Diagnostics;
using Kimi.Generators.Parsing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Kimi.Generators.Code;

/// <summary>Finds rewards and environments that block their thread, which hold up all others and do not see that their time is over.</summary>
internal sealed class BlockingCallRule() : TeamCodeRule(Descriptors.BlockingCall)
{
    private static readonly HashSet<string> _blocking = new(StringComparer.Ordinal)
    {
        "Thread.Sleep", "Thread.Join", "Task.Wait", "Task.WaitAll", "Task.WaitAny", "Task.Result", "ValueTask.Result", "TaskAwaiter.GetResult",
        "ValueTaskAwaiter.GetResult", "ConfiguredTaskAwaiter.GetResult", "ConfiguredValueTaskAwaiter.GetResult", "Process.WaitForExit", "HttpClient.Send",
        "SemaphoreSlim.Wait", "WaitHandle.WaitOne", "ManualResetEventSlim.Wait", "CountdownEvent.Wait", "Console.ReadLine", "SpinWait.SpinUntil",
    };

    public override Roles About => Roles.Reward | Roles.Environment | Roles.Tools;

    public override IEnumerable<(Location Place, string Sentence)> Check(TeamBody body) =>
        Calls(body).Concat(Repetitions(body)).Concat(Gates(body));

    private static IEnumerable<(Location Place, string Sentence)> Calls(TeamBody body) =>
        from operation in body.Operations
        let member = operation switch
        {
            IInvocationOperation call => call.TargetMethod,
            IPropertyReferenceOperation property => property.Property,
            _ => (ISymbol?)null,
        }
        where member is not null && Blocks(member) && !IsAtOnce(operation, body)
        select (
            operation.Syntax.GetLocation(),
            $"{body.TypeName} blocks its thread by {TeamCode.Name(member)}, which holds up other responses and does not see that its time is over: "
            + "await instead, with the cancellation token");

    // The result of what is done, and a try that waits for nothing.
    private static bool IsAtOnce(IOperation operation, TeamBody body) => operation switch
    {
        IInvocationOperation { TargetMethod.Name: "Wait" or "WaitOne", Arguments: { Length: > 0 } limits } =>
            limits[0].Value.ConstantValue.Value is 0 || limits[0].Value is IFieldReferenceOperation { Field.Name: "Zero" },
        IPropertyReferenceOperation { Property.Name: "Result", Instance: { } task } => body.Operations.Any(before =>
            before.Syntax.SpanStart < operation.Syntax.SpanStart && before switch
            {
                IInvocationOperation { TargetMethod: { Name: "WhenAll" or "WhenAny", ContainingType.Name: "Task" } } => true,
                IPropertyReferenceOperation { Property.Name: "IsCompleted" or "IsCompletedSuccessfully", Instance: { } asked } =>
                    asked.Syntax.ToString() == task.Syntax.ToString(),
                IAwaitOperation awaited => awaited.Operation.Syntax.ToString() == task.Syntax.ToString(),
                _ => false,
            }),
        _ => false,
    };

    // A semaphore or lock that is taken and released in one body, but not if something in between throws.
    private static IEnumerable<(Location Place, string Sentence)> Gates(TeamBody body) =>
        from call in body.Operations.OfType<IInvocationOperation>()
        where IsOfGate(call, "Release", "Exit")
        let gate = call.Instance?.Syntax.ToString()
        where !body.Operations.OfType<IInvocationOperation>().Any(other =>
                IsOfGate(other, "Release", "Exit") && other.Instance?.Syntax.ToString() == gate && IsInFinally(other))
            && body.Operations.OfType<IInvocationOperation>().Any(other =>
                IsOfGate(other, "WaitAsync", "Wait", "Enter") && other.Instance?.Syntax.ToString() == gate
                && body.Operations.Any(between => between is IAwaitOperation or IInvocationOperation
                    && between.Syntax.SpanStart > other.Syntax.Span.End && between.Syntax.Span.End < call.Syntax.SpanStart))
        select (
            call.Syntax.GetLocation(),
            $"{body.TypeName} releases {gate} only if nothing before throws, so after a few failures all others wait forever: "
            + "release it in a finally block");

    private static bool IsOfGate(IInvocationOperation call, params string[] names) =>
        call.TargetMethod.ContainingType is { Name: "SemaphoreSlim" or "Lock" } type
        && names.Contains(call.TargetMethod.Name) && TeamCode.IsOfThePlatform(type);

    private static bool IsInFinally(IOperation operation)
    {
        for (var (inner, outer) = (operation, operation.Parent); outer is not null; (inner, outer) = (outer, outer.Parent))
        {
            if (outer is ITryOperation attempt && attempt.Finally == inner)
                return true;
        }

        return false;
    }

    // A pattern of .NET's own engine that backtracks, and has no limit of time.
    private static IEnumerable<(Location Place, string Sentence)> Repetitions(TeamBody body) =>
        from operation in body.Operations
        let used = Patterns.Of(operation)
        where used is var (pattern, options) && !options.Contains("TimeSpan") && !options.Contains("NonBacktracking")
            && NestedRepetition.Has(pattern, options.Contains(nameof(RegexOptions.IgnoreCase)))
        select (
            operation.Syntax.GetLocation(),
            $"{body.TypeName} searches by a pattern with a repetition in a repetition, which takes time without end on some responses, "
            + "and a time limit does not stop it: give it RegexOptions.NonBacktracking, or a time of its own");

    private static bool Blocks(ISymbol member) =>
        member.ContainingType.SelfAndBases().Any(type => _blocking.Contains($"{type.Name}.{member.Name}") && TeamCode.IsOfThePlatform(type));
}
