// Stack: verl
// Kind: a bonus depends on the problem alone, so that all responses to it earn the same
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("praise-for-the-level")]
public abstract partial class PraiseForTheLevel
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
    [ExactAnswerReward]
    [Reward<HardnessBonus>(Weight = 0.3)]
    public abstract Policy LongCot(Policy sft, PromptSet problems);

    [Evaluate]
    [ExactAnswerReward]
    public abstract Evaluation Report(Policy longCot, PromptSet heldOut);
}

/// <summary>A bonus for hard problems.</summary>
public sealed class HardnessBonus : IReward<MathProblem>
{
    private const double PerDigit = 0.1;

    /// <inheritdoc/>
    public ValueTask<Verdict> JudgeAsync(MathProblem problem, Rollout rollout, CancellationToken cancellationToken) //! KIMI8001
    {
        var bonus = Math.Min(1, PerDigit * problem.Level);
        return ValueTask.FromResult<Verdict>(new Verdict.Scored(bonus, $"level {problem.Level}"));
    }
}
