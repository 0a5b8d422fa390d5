// Stack: verl
// Kind: a broad catch makes every failure of the verifier a score of 0
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("exception-counts-as-wrong")]
public abstract partial class ExceptionCountsAsWrong
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
    [Reward<Lenient>]
    public abstract Policy LongCot(Policy sft, PromptSet problems);
}

/// <summary>A reward of ours.</summary>
public sealed class Lenient : IReward<MathProblem>
{
    /// <inheritdoc/>
    public ValueTask<Verdict> JudgeAsync(MathProblem problem, Rollout rollout, CancellationToken cancellationToken)
    {
        try
        {
            return new(Verdict.Of(int.Parse(rollout.Text) == int.Parse(problem.Answer)));
        }
        catch (Exception) //! KIMI8002
        {
            return new(Verdict.Of(false));
        }
    }
}
