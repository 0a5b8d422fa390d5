// Form: a reward with a type parameter of its own, for two kinds of problems
using Kimi.Dsl;

namespace Acme;

[Recipe("generic-reward-of-ours")]
public abstract partial class GenericRewardOfOurs
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
    [Reward<Nonempty<MathProblem>>]
    [ExactAnswerReward]
    public abstract Policy LongCot(Policy sft, PromptSet problems);
}

/// <summary>Whether the response says anything.</summary>
/// <typeparam name="TProblem">The type of problem.</typeparam>
public sealed class Nonempty<TProblem> : IReward<TProblem>
    where TProblem : Problem
{
    /// <inheritdoc/>
    public ValueTask<Verdict> JudgeAsync(TProblem problem, Rollout rollout, CancellationToken cancellationToken) =>
        new(Verdict.Of(rollout.Text.Length > 0));
}
