using Kimi.Dsl;
using Kimi.Runtime.Execution;

namespace Kimi.Runtime.Rewards;

/// <summary>Calls rewards: each call on a thread of its own, within its time limit, so many at a time; what comes back is checked.</summary>
/// <param name="turns">As many turns as calls may be made at a time.</param>
/// <param name="time">Measures the time limit.</param>
internal sealed class RewardCalls(SemaphoreSlim turns, TimeProvider time)
{
    /// <summary>Waits until a call may begin.</summary>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <returns>Ends the turn when disposed of.</returns>
    public async Task<IDisposable> TurnAsync(CancellationToken cancellationToken)
    {
        await turns.WaitAsync(cancellationToken).ConfigureAwait(false);
        return new Turn(turns);
    }

    /// <summary>Calls a reward.</summary>
    /// <param name="attribute">The reward's attribute.</param>
    /// <param name="responses">How many responses it judges. The limit is for one verdict, so n of them may take n times as long.</param>
    /// <param name="judge">The call.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns>One verdict per response.</returns>
    public async Task<IReadOnlyList<Verdict>> CallAsync(
        RewardAttribute attribute, int responses, Func<CancellationToken, ValueTask<IReadOnlyList<Verdict>>> judge, CancellationToken cancellationToken)
    {
        var limit = TimeSpan.FromMilliseconds(Math.Min(attribute.TimeLimitSeconds * 1000 * responses, int.MaxValue));
        try
        {
            var verdicts = await TimedCall.RunAsync(judge, limit, time, cancellationToken).ConfigureAwait(false);
            return verdicts?.Count == responses
                ? [.. verdicts.Select(verdict => Checked(verdict, attribute))]
                : Repeat(Fault($"{attribute.Name} gave {verdicts?.Count ?? 0} verdicts on {responses} responses: return one for each"), responses);
        }
        catch (TimeLimitException)
        {
            return Repeat(new Verdict.TimedOut(limit), responses);
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            return Repeat(Verdict.Fault.Of(exception), responses);
        }
    }

    private static Verdict Checked(Verdict? verdict, RewardAttribute attribute) => verdict switch
    {
        Verdict.Scored { Value: not (>= 0 and <= 1) } scored => Fault($"{attribute.Name} gave {scored.Value}, outside 0 to 1: scale its verdicts"),
        null => Fault($"{attribute.Name} gave null: return a verdict, such as Verdict.Unscorable"),
        _ => verdict,
    };

    private static Verdict.Fault Fault(string message) => new(nameof(KimiException), message);

    private static Verdict[] Repeat(Verdict verdict, int count) => [.. Enumerable.Repeat(verdict, count)];

    private sealed class Turn(SemaphoreSlim turns) : IDisposable
    {
        public void Dispose() => turns.Release();
    }
}
