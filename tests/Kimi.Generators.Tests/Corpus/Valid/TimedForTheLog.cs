// Form: a reward measures how long it took and tells a meter, not the policy
using Kimi.Dsl;
using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Acme;

[Recipe("timed-for-the-log")]
public abstract partial class TimedForTheLog
{
    [Problems<AdditionProblems>(Count = 4_096)]
    public abstract PromptSet Problems();

    [Problems<AdditionProblems>(Count = 256, Split = Split.HeldOut)]
    public abstract PromptSet HeldOut();

    [Demonstrations<AdditionSteps>]
    public abstract Demonstrations Traces(PromptSet problems);

    [InitializeTransformer(Layers = 6, ContextLength = 512)]
    public abstract Policy Initial();

    [FineTune(Steps = 500)]
    public abstract Policy Sft(Policy initial, Demonstrations traces);

    [Reinforce(Iterations = 80)]
    [MirrorDescent]
    [Reward<Timed>]
    public abstract Policy LongCot(Policy sft, PromptSet problems);

    [Evaluate]
    [Reward<Timed>]
    public abstract Evaluation Report(Policy longCot, PromptSet heldOut);
}

/// <summary>Judges, and says how long it took.</summary>
public sealed class Timed : IReward<MathProblem>, IDisposable
{
    private readonly Meter _meter = new("Acme");
    private readonly Histogram<double> _seconds;

    /// <summary>With a meter of its own.</summary>
    public Timed() => _seconds = _meter.CreateHistogram<double>("acme.judge.seconds");

    /// <inheritdoc/>
    public ValueTask<Verdict> JudgeAsync(MathProblem problem, Rollout rollout, CancellationToken cancellationToken)
    {
        var start = Stopwatch.GetTimestamp();
        var right = rollout.Text.EndsWith('#' + problem.Answer, StringComparison.Ordinal);
        _seconds.Record(Stopwatch.GetElapsedTime(start).TotalSeconds);
        return new(Verdict.Of(right));
    }

    /// <inheritdoc/>
    public void Dispose() => _meter.Dispose();
}
