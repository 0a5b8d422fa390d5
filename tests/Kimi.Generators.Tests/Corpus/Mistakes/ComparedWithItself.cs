// Stack: prime-rl
// Kind: a response is new if it differs from all of its group, and it is one of the group
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("compared-with-itself")]
public abstract partial class ComparedWithItself
{
    [Problems<AdditionProblems>(Count = 4_000)]
    public abstract PromptSet Problems();

    [Problems<AdditionProblems>(Count = 240, Split = Split.HeldOut)]
    public abstract PromptSet HeldOut();

    [Demonstrations<AdditionSteps>]
    public abstract Demonstrations Traces(PromptSet problems);

    [InitializeTransformer(Layers = 4, ContextLength = 512)]
    public abstract Policy Initial();

    [FineTune(Steps = 450)]
    public abstract Policy Sft(Policy initial, Demonstrations traces);

    [Reinforce(Iterations = 80, SamplesPerPrompt = 16)]
    [Grpo]
    [Reward<RightAndNew>]
    public abstract Policy LongCot(Policy sft, PromptSet problems);

    [Evaluate]
    [ExactAnswerReward]
    public abstract Evaluation Report(Policy longCot, PromptSet heldOut);
}

/// <summary>Wants right responses, and among these new ones.</summary>
public sealed class RightAndNew : IGroupReward<MathProblem>
{
    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<Verdict>> JudgeAsync(MathProblem problem, IReadOnlyList<Rollout> rollouts, CancellationToken cancellationToken)
    {
        var verdicts = new List<Verdict>();
        foreach (var rollout in rollouts)
        {
            var right = rollout.Text.EndsWith("#" + problem.Answer, StringComparison.Ordinal);
            var isNew = rollouts.All(other => other.Text != rollout.Text); //! KIMI8023
            verdicts.Add(new Verdict.Scored(right ? isNew ? 1 : 0.7 : 0));
        }

        return new(verdicts);
    }
}
