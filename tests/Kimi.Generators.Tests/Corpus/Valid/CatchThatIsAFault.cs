// Form: a broad catch that gives a fault
using Kimi.Dsl;

namespace Acme;

[Recipe("catch-that-is-a-fault")]
public abstract partial class CatchThatIsAFault
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
    [Reward<Careful>]
    public abstract Policy LongCot(Policy sft, PromptSet problems);
}

/// <summary>A reward of ours.</summary>
public sealed class Careful : IReward<MathProblem>
{
    /// <inheritdoc/>
    public ValueTask<Verdict> JudgeAsync(MathProblem problem, Rollout rollout, CancellationToken cancellationToken)
    {
        try
        {
            return new(Verdict.Of(rollout.Text[^1] == problem.Answer[0]));
        }
        catch (Exception exception)
        {
            return new(Verdict.Fault.Of(exception));
        }
    }
}
