// Stack: verl
// Kind: a reward for groups gives one verdict for all responses
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("one-verdict-for-all")]
public abstract partial class OneVerdictForAll
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
    [Reward<SumReward>]
    public abstract Policy LongCot(Policy sft, PromptSet problems);
}

/// <summary>Whether any response is right.</summary>
public sealed class SumReward : IGroupReward<MathProblem>
{
    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<Verdict>> JudgeAsync(MathProblem problem, IReadOnlyList<Rollout> rollouts, CancellationToken cancellationToken) =>
        new([Verdict.Of(rollouts.Any(rollout => rollout.Text == problem.Answer))]); //! KIMI8013
}
