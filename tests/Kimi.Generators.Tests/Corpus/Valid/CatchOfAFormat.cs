// Form: a response that is no number is wrong: only the parser's exception is caught
using Kimi.Dsl;

namespace Acme;

[Recipe("catch-of-a-format")]
public abstract partial class CatchOfAFormat
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
    [Reward<Numeric>]
    public abstract Policy LongCot(Policy sft, PromptSet problems);
}

/// <summary>A reward of ours.</summary>
public sealed class Numeric : IReward<MathProblem>
{
    /// <inheritdoc/>
    public ValueTask<Verdict> JudgeAsync(MathProblem problem, Rollout rollout, CancellationToken cancellationToken)
    {
        try
        {
            return new(Verdict.Of(decimal.Parse(rollout.Text) == decimal.Parse(problem.Answer)));
        }
        catch (FormatException)
        {
            return new(Verdict.Of(false));
        }
    }
}
