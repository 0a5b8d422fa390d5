// Form: points are counted in whole numbers and divided at the end
using Kimi.Dsl;

namespace Acme;

[Recipe("points-in-whole-numbers")]
public abstract partial class PointsInWholeNumbers
{
    [Problems<AdditionProblems>(Count = 4_096)]
    public abstract PromptSet Problems();

    [Problems<AdditionProblems>(Count = 256, Split = Split.HeldOut)]
    public abstract PromptSet HeldOut();

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

    [Evaluate]
    [Reward<Rubric>]
    public abstract Evaluation Report(Policy longCot, PromptSet heldOut);
}

/// <summary>Judges a response.</summary>
public sealed class Rubric : IReward<MathProblem>
{
    private const int Most = 10;

    /// <inheritdoc/>
    public ValueTask<Verdict> JudgeAsync(MathProblem problem, Rollout rollout, CancellationToken cancellationToken)
    {
        var text = rollout.Text;
        var points = 0;
        if (text.Contains('#', StringComparison.Ordinal))
            points++;
        if (text.Count(letter => letter == '#') == 1)
            points++;
        if (text.EndsWith($"#{problem.Answer}", StringComparison.Ordinal))
            points += Most - 2;
        return ValueTask.FromResult<Verdict>(new Verdict.Scored((double)points / Most));
    }
}
