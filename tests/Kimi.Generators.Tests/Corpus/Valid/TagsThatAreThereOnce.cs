// Form: points for tags that are there once
using System.Text.RegularExpressions;
using Kimi.Dsl;

namespace Acme;

[Recipe("tags-that-are-there-once")]
public abstract partial class TagsThatAreThereOnce
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
    [Reward<TagsThatAreThereOnceJudge>]
    public abstract Policy LongCot(Policy sft, PromptSet problems);

    [Evaluate]
    [Reward<TagsThatAreThereOnceJudge>]
    public abstract Evaluation Report(Policy longCot, PromptSet heldOut);
}

/// <summary>Judges a response.</summary>
public sealed class TagsThatAreThereOnceJudge : IReward<MathProblem>
{
    private static readonly string[] s_tags = ["<think>", "</think>", "<answer>", "</answer>"];

    /// <inheritdoc/>
    public ValueTask<Verdict> JudgeAsync(MathProblem problem, Rollout rollout, CancellationToken cancellationToken)
    {
        var score = rollout.Text.EndsWith("#" + problem.Answer, StringComparison.Ordinal) ? 0.6 : 0.0;
        foreach (var tag in s_tags)
        {
            if (Regex.Count(rollout.Text, tag) == 1)
                score += 0.1;
        }

        return new(new Verdict.Scored(score));
    }
}
