// Stack: prime-rl
// Kind: the mean log-probability, which is below 0, is the score of a response
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("certainty-without-a-limit")]
public abstract partial class CertaintyWithoutALimit
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
    [ExactAnswerReward]
    [Reward<Certainty>(Weight = 0.1)]
    public abstract Policy LongCot(Policy sft, PromptSet problems);
}

/// <summary>A reward of ours.</summary>
public sealed class Certainty : IReward<MathProblem>
{
    /// <inheritdoc/>
    public ValueTask<Verdict> JudgeAsync(MathProblem problem, Rollout rollout, CancellationToken cancellationToken) =>
        new(new Verdict.Scored(rollout.Logprobs.Average())); //! KIMI8008
}
