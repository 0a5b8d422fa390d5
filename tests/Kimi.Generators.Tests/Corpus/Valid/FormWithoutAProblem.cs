// Form: a reward for form that looks at the response alone, and decides nothing
using Kimi.Dsl;

namespace Acme;

[Recipe("form-without-a-problem")]
public abstract partial class FormWithoutAProblem
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
    [Terse(Weight = 0.2)]
    public abstract Policy LongCot(Policy sft, PromptSet problems);

    [Evaluate]
    [ExactAnswerReward]
    public abstract Evaluation Report(Policy longCot, PromptSet heldOut);
}

/// <summary>Wants few characters.</summary>
public sealed class TerseAttribute : RewardAttribute<Terse>
{
    /// <inheritdoc/>
    public override bool DecidesCorrectness => false;
}

/// <summary>The judge.</summary>
public sealed class Terse : IReward<Problem>
{
    /// <inheritdoc/>
    public ValueTask<Verdict> JudgeAsync(Problem problem, Rollout rollout, CancellationToken cancellationToken) =>
        ValueTask.FromResult<Verdict>(new Verdict.Scored(1.0 / (1 + rollout.Text.Length)));
}
