namespace Kimi.Runtime.Execution;

/// <summary>
/// The clock of a call, which stands while all that the call does is to wait for its turn elsewhere, as in the queue of a sandbox. What the call calls finds
/// it by <see cref="Current"/>.
/// </summary>
/// <param name="time">Measures it.</param>
internal sealed class CallClock(TimeProvider time)
{
    private static readonly AsyncLocal<CallClock?> s_current = new();

    private readonly Lock _lock = new();
    private TimeSpan _stood;
    private long _stopped;
    private int _waiting;
    private int _working;
    private TaskCompletionSource? _goesOn;

    /// <summary>The clock of the call that this code is part of; null where nothing is measured.</summary>
    public static CallClock? Current
    {
        get => s_current.Value;
        set => s_current.Value = value;
    }

    /// <summary>How long it has stood.</summary>
    public TimeSpan Stood
    {
        get
        {
            lock (_lock)
                return _goesOn is null ? _stood : _stood + time.GetElapsedTime(_stopped);
        }
    }

    /// <summary>Ends when the clock goes; at once where it does.</summary>
    public Task GoesAsync()
    {
        lock (_lock)
            return _goesOn?.Task ?? Task.CompletedTask;
    }

    /// <summary>Part of the call begins to wait for its turn.</summary>
    public void BeginWait() => Change(waiting: 1, working: 0);

    /// <summary>It need not wait any more, or gave up.</summary>
    /// <param name="works">Whether it has its turn now; <see cref="EndWork"/> follows.</param>
    public void EndWait(bool works) => Change(waiting: -1, working: works ? 1 : 0);

    /// <summary>Its turn is over.</summary>
    public void EndWork() => Change(waiting: 0, working: -1);

    private void Change(int waiting, int working)
    {
        lock (_lock)
        {
            (_waiting, _working) = (_waiting + waiting, _working + working);
            var stands = _waiting > 0 && _working == 0;
            if (stands && _goesOn is null)
            {
                (_stopped, _goesOn) = (time.GetTimestamp(), new(TaskCreationOptions.RunContinuationsAsynchronously));
            }
            else if (!stands && _goesOn is { } goesOn)
            {
                _stood += time.GetElapsedTime(_stopped);
                _goesOn = null;
                goesOn.SetResult();
            }
        }
    }
}
