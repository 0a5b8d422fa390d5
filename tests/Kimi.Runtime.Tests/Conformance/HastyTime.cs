namespace Kimi.Runtime.Tests.Conformance;

/// <summary>A clock on which a few seconds have always passed already, and longer times never pass.</summary>
internal sealed class HastyTime : TimeProvider
{
    private static readonly TimeSpan s_few = TimeSpan.FromSeconds(5);

    public override long GetTimestamp() => 0;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        if (dueTime >= TimeSpan.Zero && dueTime < s_few)
            callback(state);
        return new Timer(callback, state);
    }

    private sealed class Timer(TimerCallback callback, object? state) : ITimer
    {
        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            if (dueTime >= TimeSpan.Zero && dueTime < s_few)
                callback(state);
            return true;
        }

        public void Dispose()
        {
        }

        public ValueTask DisposeAsync() => default;
    }
}
