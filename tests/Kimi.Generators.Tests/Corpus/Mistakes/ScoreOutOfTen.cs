// Stack: axolotl
// Kind: a rubric of points is summed up and given as it is
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("score-out-of-ten")]
public abstract partial class ScoreOutOfTen
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
    [Reward<Rubric>]
    public abstract Policy LongCot(Policy sft, PromptSet problems);
}

/// <summary>A reward of ours.</summary>
public sealed class Rubric : IReward<MathProblem>
{
    /// <inheritdoc/>
    public ValueTask<Verdict> JudgeAsync(MathProblem problem, Rollout rollout, CancellationToken cancellationToken)
    {
        var points = 0.0;
        if (rollout.Text.Contains('#'))
            points += 2;
        if (rollout.Text.EndsWith(problem.Answer, StringComparison.Ordinal))
            points += 8;
        return new(new Verdict.Scored(points)); //! KIMI8008
    }
}
