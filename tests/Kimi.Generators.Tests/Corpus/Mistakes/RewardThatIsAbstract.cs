// Stack: verl
// Kind: the stage names the base class of the rewards
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("reward-that-is-abstract")]
public abstract partial class RewardThatIsAbstract
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
    [Reward<TextReward>] //! KIMI8022
    public abstract Policy LongCot(Policy sft, PromptSet problems);
}

/// <summary>What our rewards have in common.</summary>
public abstract class TextReward : IReward<MathProblem>
{
    /// <inheritdoc/>
    public ValueTask<Verdict> JudgeAsync(MathProblem problem, Rollout rollout, CancellationToken cancellationToken) =>
        new(Verdict.Of(IsRight(rollout.Text, problem.Answer)));

    /// <summary>Whether a response is right.</summary>
    protected abstract bool IsRight(string response, string answer);
}

/// <summary>The one that was meant.</summary>
public sealed class EndsWithTheAnswer : TextReward
{
    /// <inheritdoc/>
    protected override bool IsRight(string response, string answer) => response.EndsWith(answer, StringComparison.Ordinal);
}
