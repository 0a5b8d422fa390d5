// Stack: unsloth
// Kind: a right answer gets two points and a tidy one half a point more, as in a notebook
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("points-as-in-the-notebook")]
public abstract partial class PointsAsInTheNotebook
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
    [Reward<NotebookJudge>]
    public abstract Policy LongCot(Policy sft, PromptSet problems);

    [Evaluate]
    [Reward<NotebookJudge>]
    public abstract Evaluation Report(Policy longCot, PromptSet heldOut);
}

/// <summary>Judges a response.</summary>
public sealed class NotebookJudge : IReward<MathProblem>
{
    /// <inheritdoc/>
    public ValueTask<Verdict> JudgeAsync(MathProblem problem, Rollout rollout, CancellationToken cancellationToken)
    {
        double points = 0;
        if (rollout.Text.EndsWith("#" + problem.Answer, StringComparison.Ordinal))
            points += 2.0;
        if (rollout.Text.Contains("<answer>", StringComparison.Ordinal))
            points += 0.5;
        return new(new Verdict.Scored(points)); //! KIMI8008
    }
}
