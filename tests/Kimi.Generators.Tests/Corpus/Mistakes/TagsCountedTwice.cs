// Stack: unsloth
// Kind: every tag earns a part, however often it is written
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("tags-counted-twice")]
public abstract partial class TagsCountedTwice
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
    [Reward<TagReward>(Weight = 0.3)]
    public abstract Policy LongCot(Policy sft, PromptSet problems);

    [Evaluate]
    [ExactAnswerReward]
    public abstract Evaluation Report(Policy longCot, PromptSet heldOut);
}

/// <summary>Judges a response.</summary>
public sealed class TagReward : IReward<MathProblem>
{
    private static readonly string[] s_tags = ["<think>", "</think>", "<answer>", "</answer>"];

    /// <inheritdoc/>
    public ValueTask<Verdict> JudgeAsync(MathProblem problem, Rollout rollout, CancellationToken cancellationToken)
    {
        var score = 0.0;
        foreach (var tag in s_tags)
            score += 0.25 * (rollout.Text.Split(tag).Length - 1);
        return new(new Verdict.Scored(score)); //! KIMI8008
    }
}
