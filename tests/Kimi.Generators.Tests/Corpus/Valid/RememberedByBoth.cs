// Form: verdicts are remembered by problem and response together
using System.Collections.Concurrent;
using Kimi.Dsl;

namespace Acme;

[Recipe("remembered-by-both")]
public abstract partial class RememberedByBoth
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
    [Reward<RememberingJudge>]
    public abstract Policy LongCot(Policy sft, PromptSet problems);

    [Evaluate]
    [Reward<RememberingJudge>]
    public abstract Evaluation Report(Policy longCot, PromptSet heldOut);
}

/// <summary>Judges a response.</summary>
public sealed class RememberingJudge : IReward<MathProblem>
{
    private readonly ConcurrentDictionary<(string, string), Verdict> _known = new();

    /// <inheritdoc/>
    public ValueTask<Verdict> JudgeAsync(MathProblem problem, Rollout rollout, CancellationToken cancellationToken) =>
        new(_known.GetOrAdd((problem.Id, rollout.Text), _ => Verdict.Of(rollout.Text.EndsWith("#" + problem.Answer, StringComparison.Ordinal))));
}
