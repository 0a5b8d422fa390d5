// Stack: OpenRLHF
// Kind: a batch reward groups responses by problem, so verdicts come in the order of the groups
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("batch-verdicts-by-problem")]
public abstract partial class BatchVerdictsByProblem
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
    [Reward<BatchByProblem>]
    public abstract Policy LongCot(Policy sft, PromptSet problems);

    [Evaluate]
    [Reward<BatchByProblem>]
    public abstract Evaluation Report(Policy longCot, PromptSet heldOut);
}

/// <summary>Judges all responses of an iteration.</summary>
public sealed class BatchByProblem : IBatchReward<MathProblem>
{
    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<Verdict>> JudgeAsync(
        IReadOnlyList<(MathProblem Problem, Rollout Rollout)> rollouts, CancellationToken cancellationToken)
    {
        var byProblem = rollouts.GroupBy(one => one.Problem.Id); //! KIMI8013
        return new([.. byProblem.SelectMany(group => group.Select(one => Score(one.Problem, one.Rollout)))]);
    }

    private static Verdict Score(MathProblem problem, Rollout rollout) =>
        Verdict.Of(rollout.Text.EndsWith("#" + problem.Answer, StringComparison.Ordinal));
}
