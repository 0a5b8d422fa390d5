using Kimi.Dsl;

namespace Kimi.Runtime.Rollouts;

/// <summary>Waits for workers as long as one of them shows signs of life, and otherwise reports what is blocked instead of hanging forever.</summary>
/// <param name="workers">The workers.</param>
/// <param name="deadline">How long there may be no sign of life from any of them.</param>
/// <param name="time">Measures that.</param>
internal sealed class Watchdog(IReadOnlyList<RolloutWorker> workers, TimeSpan deadline, TimeProvider time)
{
    /// <summary>Waits for a result.</summary>
    /// <exception cref="KimiException">There was no progress for too long.</exception>
    public T Wait<T>(ValueTask<T> result)
    {
        var task = result.AsTask();
        using var stop = new CancellationTokenSource();
        while (Task.WhenAny(task, Task.Delay(deadline, time, stop.Token)).GetAwaiter().GetResult() != task)
        {
            if (!task.IsCompleted && workers.All(worker => worker.Silence >= deadline))
            {
                throw new KimiException(
                    $"no rollout worker has shown a sign of life for {deadline.TotalSeconds:0.###} s: "
                    + $"{string.Join("; ", workers.Select(worker => worker.Activity))}. "
                    + "If a step really takes that long raise Kimi:RolloutDeadlineSeconds; otherwise run again, which goes on from the last checkpoint");
            }
        }

        stop.Cancel();
        return task.GetAwaiter().GetResult();
    }
}
