// Form: a group's responses are compared with the others, each without itself
using Kimi.Dsl;

namespace Acme;

[Recipe("new-among-the-others")]
public abstract partial class NewAmongTheOthers
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

    [Reinforce(Iterations = 80, SamplesPerPrompt = 16)]
    [MirrorDescent]
    [Reward<NewOrShared>]
    [Penalty<Priced>]
    public abstract Policy LongCot(Policy sft, PromptSet problems);

    [Evaluate]
    [ExactAnswerReward]
    public abstract Evaluation Report(Policy longCot, PromptSet heldOut);
}

/// <summary>Wants right responses, and among these such as no other response is.</summary>
public sealed class NewOrShared : IGroupReward<MathProblem>
{
    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<Verdict>> JudgeAsync(MathProblem problem, IReadOnlyList<Rollout> rollouts, CancellationToken cancellationToken)
    {
        var times = rollouts.CountBy(rollout => rollout.Text).ToDictionary();
        var first = rollouts[0];
        return new([.. rollouts.Select(rollout =>
        {
            var right = rollout.Text.EndsWith("#" + problem.Answer, StringComparison.Ordinal);
            var isNew = rollouts.Where(other => !ReferenceEquals(other, rollout)).All(other => other.Text != rollout.Text);
            var isCommon = rollouts.Count(other => other.Text == rollout.Text) > 1 || times[rollout.Text] > 1;
            return new Verdict.Scored(!right ? 0 : isNew ? 1 : isCommon && rollout.Length > first.Length ? 0.7 : 0.8);
        })]);
    }
}

/// <summary>Takes a little for every token, and never more than a quarter.</summary>
public sealed class Priced : IPenalty
{
    /// <inheritdoc/>
    public double[] Apply(RolloutGroup group, TrainingProgress progress) => [.. group.Select(judged => Math.Max(-0.25, -0.01 * judged.Length))];
}
