using Kimi.Generators.Diagnostics;
using Kimi.Generators.Parsing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace Kimi.Generators.Code;

/// <summary>Reports rewards and environments that block their thread, which hold up all others and do not see that their time is over.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class BlockingCallAnalyzer() : TeamCodeAnalyzer(Descriptors.BlockingCall)
{
    private static readonly HashSet<string> _blocking = new(StringComparer.Ordinal)
    {
        "Thread.Sleep", "Thread.Join", "Task.Wait", "Task.WaitAll", "Task.WaitAny", "Task.Result", "ValueTask.Result", "TaskAwaiter.GetResult",
        "ValueTaskAwaiter.GetResult", "ConfiguredTaskAwaiter.GetResult", "ConfiguredValueTaskAwaiter.GetResult", "Process.WaitForExit", "HttpClient.Send",
        "SemaphoreSlim.Wait", "WaitHandle.WaitOne", "ManualResetEventSlim.Wait", "CountdownEvent.Wait", "Console.ReadLine", "SpinWait.SpinUntil",
    };

    private protected override Roles About => Roles.Reward | Roles.Environment;

    private protected override IEnumerable<(Location Place, string Sentence)> Check(ISymbol owner, Roles roles, IOperation body) =>
        from operation in body.Descendants()
        let member = operation switch
        {
            IInvocationOperation call => call.TargetMethod,
            IPropertyReferenceOperation property => property.Property,
            _ => (ISymbol?)null,
        }
        where member is not null && Blocks(member)
        select (
            operation.Syntax.GetLocation(),
            $"{owner.ContainingType.Name} blocks its thread by {TeamCode.Name(member)}, which holds up other responses and does not see that its time is over: "
            + "await instead, with the cancellation token");

    private static bool Blocks(ISymbol member) =>
        member.ContainingType.SelfAndBases().Any(type => _blocking.Contains($"{type.Name}.{member.Name}") && TeamCode.IsOfThePlatform(type));
}
