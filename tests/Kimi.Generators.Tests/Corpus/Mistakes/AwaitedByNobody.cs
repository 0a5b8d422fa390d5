// Stack: SkyRL
// Kind: a reward starts to log its verdict and does not wait for it
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("awaited-by-nobody")]
public abstract partial class AwaitedByNobody
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
    [Reward<Logged>]
    public abstract Policy LongCot(Policy sft, PromptSet problems);
}

/// <summary>A reward of ours.</summary>
public sealed class Logged : IReward<MathProblem>
{
    /// <inheritdoc/>
    public async ValueTask<Verdict> JudgeAsync(MathProblem problem, Rollout rollout, CancellationToken cancellationToken)
    {
        await Task.Yield();
        _ = File.AppendAllTextAsync("verdicts.log", rollout.Text + "\n", cancellationToken); //! KIMI8016
        return Verdict.Of(rollout.Text.EndsWith(problem.Answer, StringComparison.Ordinal));
    }
}
