// Form: rewards that share a base class with a protected constructor
using Kimi.Dsl;

namespace Acme;

[Recipe("reward-over-a-base")]
public abstract partial class RewardOverABase
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
    [Reward<EndsWell>]
    public abstract Policy LongCot(Policy sft, PromptSet problems);
}

/// <summary>What our rewards have in common.</summary>
public abstract class ByText(double right) : IReward<MathProblem>
{
    /// <inheritdoc/>
    public ValueTask<Verdict> JudgeAsync(MathProblem problem, Rollout rollout, CancellationToken cancellationToken) =>
        new(new Verdict.Scored(IsRight(rollout.Text, problem.Answer) ? right : 0));

    /// <summary>Whether a response is right.</summary>
    protected abstract bool IsRight(string response, string answer);
}

/// <summary>By its end.</summary>
public sealed class EndsWell() : ByText(1)
{
    /// <inheritdoc/>
    protected override bool IsRight(string response, string answer) => response.EndsWith(answer, StringComparison.Ordinal);
}
