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
        Calls(body).Concat(Patterns(body));

    private static IEnumerable<(Location Place, string Sentence)> Calls(TeamBody body) =>
        from operation in body.Operations
        let member = operation switch
        {
            IInvocationOperation call => call.TargetMethod,
            IPropertyReferenceOperation property => property.Property,
            _ => (ISymbol?)null,
        }
        where member is not null && Blocks(member)
        select (
            operation.Syntax.GetLocation(),
            $"{body.TypeName} blocks its thread by {TeamCode.Name(member)}, which holds up other responses and does not see that its time is over: "
            + "await instead, with the cancellation token");

    // A pattern of .NET's own engine that backtracks, and has no limit of time.
    private static IEnumerable<(Location Place, string Sentence)> Patterns(TeamBody body) =>
        from operation in body.Operations
        let pattern = PatternOf(operation)
        where pattern is not null && NestedRepetition.Has(pattern)
        select (
            operation.Syntax.GetLocation(),
            $"{body.TypeName} searches by a pattern with a repetition in a repetition, which takes time without end on some responses, "
            + "and a time limit does not stop it: give it RegexOptions.NonBacktracking, or a time of its own");

    private static string? PatternOf(IOperation operation)
    {
        var arguments = operation switch
        {
            IInvocationOperation { TargetMethod: { IsStatic: true, ContainingType: { Name: "Regex" } type } } call when TeamCode.IsOfThePlatform(type) =>
                call.Arguments,
            IObjectCreationOperation { Type: INamedTypeSymbol { Name: "Regex" } type } created when TeamCode.IsOfThePlatform(type) => created.Arguments,
            _ => default,
        };
        if (arguments.IsDefaultOrEmpty || arguments.Any(argument => argument.Parameter?.Type.Name == "TimeSpan"
            || (argument.Parameter?.Type.Name == "RegexOptions" && argument.Value.Syntax.ToString().Contains("NonBacktracking"))))
            return null;
        return arguments.FirstOrDefault(argument => argument.Parameter?.Name == "pattern")?.Value.ConstantValue.Value as string;
    }

    private static bool Blocks(ISymbol member) =>
        member.ContainingType.SelfAndBases().Any(type => _blocking.Contains($"{type.Name}.{member.Name}") && TeamCode.IsOfThePlatform(type));
}
