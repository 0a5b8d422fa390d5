// Stack: TRL
// Kind: a reward takes away the mean of all it has judged, which depends on the order in which responses finish
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("running-baseline")]
public abstract partial class RunningBaseline
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
    [Reward<BaselineJudge>]
    public abstract Policy LongCot(Policy sft, PromptSet problems);

    [Evaluate]
    [Reward<BaselineJudge>]
    public abstract Evaluation Report(Policy longCot, PromptSet heldOut);
}

/// <summary>Judges a response.</summary>
public sealed class BaselineJudge : IReward<MathProblem>
{
    private double _mean = 0.5; //! KIMI8003

    /// <inheritdoc/>
    public ValueTask<Verdict> JudgeAsync(MathProblem problem, Rollout rollout, CancellationToken cancellationToken)
    {
        var score = rollout.Text.EndsWith("#" + problem.Answer, StringComparison.Ordinal) ? 1.0 : 0.0;
        _mean += 0.01 * (score - _mean);
        return new(new Verdict.Scored(Math.Clamp(0.5 + score - _mean, 0, 1)));
    }
}
