// Stack: SkyRL
// Kind: verdicts of a group are collected in a bag, and come back in any order
// Caught: build
using Kimi.Dsl;
using System.Collections.Concurrent;

namespace Acme;

[Recipe("verdicts-from-a-bag")]
public abstract partial class VerdictsFromABag
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
    [Reward<ParallelGroup>]
    public abstract Policy LongCot(Policy sft, PromptSet problems);

    [Evaluate]
    [Reward<ParallelGroup>]
    public abstract Evaluation Report(Policy longCot, PromptSet heldOut);
}

/// <summary>Judges a group at once.</summary>
public sealed class ParallelGroup : IGroupReward<MathProblem>
{
    /// <inheritdoc/>
    public async ValueTask<IReadOnlyList<Verdict>> JudgeAsync(
        MathProblem problem, IReadOnlyList<Rollout> rollouts, CancellationToken cancellationToken)
    {
        var verdicts = new ConcurrentBag<Verdict>();
        await Parallel.ForEachAsync(rollouts, cancellationToken, (rollout, _) =>
        {
            verdicts.Add(Verdict.Of(rollout.Text.EndsWith(problem.Answer, StringComparison.Ordinal)));
            return ValueTask.CompletedTask;
        });
        return [.. verdicts]; //! KIMI8013
    }
}
