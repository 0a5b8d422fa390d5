using Kimi.Dsl;
using Kimi.Runtime.Execution;

namespace Kimi.Runtime.Guards;

/// <summary>A stop rule whose failures are told with its name.</summary>
/// <param name="rule">The rule.</param>
/// <param name="name">Its name in messages.</param>
/// <param name="calls">Knows that it is called.</param>
internal sealed class GuardedStopRule(IStopRule rule, string name, ComponentCalls calls) : IStopRule
{
    public StopReason? Check(ReadOnlySpan<int> turn)
    {
        using var call = calls.Begin(name, "a response");
        try
        {
            return rule.Check(turn);
        }
        catch (Exception exception) when (exception is not (KimiException or OutOfMemoryException))
        {
            throw new KimiException($"{name} failed on a response of {turn.Length} tokens ({exception.Message.TrimEnd('.')}): correct it", exception);
        }
    }
}
