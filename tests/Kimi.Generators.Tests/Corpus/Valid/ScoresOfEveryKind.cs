// Form: rewards of ours that give ones, halves, shares and rules
using Kimi.Dsl;

namespace Acme;

[Recipe("scores-of-every-kind")]
public abstract partial class ScoresOfEveryKind
{
    [Problems<AdditionProblems>(Count = 4_096)]
    public abstract PromptSet Problems();

    [Demonstrations<AdditionSteps>]
    public abstract Demonstrations Traces(PromptSet problems);

    [InitializeTransformer(Layers = 6, ContextLength = 512)]
    public abstract Policy Initial();

    [FineTune(Steps = 500)]
    public abstract Policy Sft(Policy initial, Demonstrations traces);

    [Reinforce(Iterations = 80)]
    [MirrorDescent]
    [Reward<Shares>]
    [Reward<Halves>(Weight = 2)]
    public abstract Policy LongCot(Policy sft, PromptSet problems);
}

/// <summary>By how much of the answer is there.</summary>
public sealed class Shares : IReward<MathProblem>
{
    private const double Best = 1.0;
    private static readonly System.Text.RegularExpressions.Regex s_number = new("[0-9]+");
    private static readonly System.Collections.Concurrent.ConcurrentDictionary<string, int> s_lengths = new();

    /// <inheritdoc/>
    public ValueTask<Verdict> JudgeAsync(MathProblem problem, Rollout rollout, CancellationToken cancellationToken)
    {
        var length = s_lengths.GetOrAdd(problem.Answer, static answer => answer.Length);
        var points = s_number.Matches(rollout.Text).Count * 10;
        return new(new Verdict.Scored(Math.Min(Best, points / 100.0 * length), "share"));
    }
}

/// <summary>In halves.</summary>
public sealed class Halves : IReward<MathProblem>
{
    /// <inheritdoc/>
    public ValueTask<Verdict> JudgeAsync(MathProblem problem, Rollout rollout, CancellationToken cancellationToken) =>
        new(rollout.Text.Contains(problem.Answer) ? new Verdict.Scored(0.5) : rollout.Text.Length == 0 ? new Verdict.Unscorable("empty") : Verdict.Of(false));
}
