// Form: what is remembered by the problem is of the problem alone
using System.Collections.Concurrent;
using Kimi.Dsl;

namespace Acme;

[Recipe("reference-read-once")]
public abstract partial class ReferenceReadOnce
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
    [Reward<ReadingJudge>]
    public abstract Policy LongCot(Policy sft, PromptSet problems);

    [Evaluate]
    [Reward<ReadingJudge>]
    public abstract Evaluation Report(Policy longCot, PromptSet heldOut);
}

/// <summary>Judges a response.</summary>
public sealed class ReadingJudge : IReward<MathProblem>
{
    private readonly ConcurrentDictionary<string, string> _wanted = new();

    /// <inheritdoc/>
    public ValueTask<Verdict> JudgeAsync(MathProblem problem, Rollout rollout, CancellationToken cancellationToken)
    {
        var wanted = _wanted.GetOrAdd(problem.Id, _ => problem.Answer.Trim().TrimStart('0'));
        return new(Verdict.Of(rollout.Text[(rollout.Text.LastIndexOf('#') + 1)..].Trim() == wanted));
    }
}
