// Form: a reward keeps what it has computed, which changes no verdict
using System.Collections.Concurrent;
using Kimi.Dsl;

namespace Acme;

[Recipe("reward-with-a-cache")]
public abstract partial class RewardWithACache
{
    [Problems<AdditionProblems>(Count = 4_096)]
    public abstract PromptSet Problems();

    [Demonstrations<AdditionSteps>]
    public abstract Demonstrations Traces(PromptSet problems);

    [InitializeTransformer(Layers = 6, ContextLength = 512)]
    public abstract Policy Initial();

    [FineTune(Steps = 500)]
    public abstract Policy Sft(Policy initial, Demonstrations traces);

    [Reinforce(Iterations = 80)]
    [MirrorDescent]
    [Reward<Cached>]
    public abstract Policy LongCot(Policy sft, PromptSet problems);
}

/// <summary>A reward of ours.</summary>
public sealed class Cached : IReward<MathProblem>
{
    private readonly ConcurrentDictionary<string, string> _known = new();

    /// <inheritdoc/>
    public ValueTask<Verdict> JudgeAsync(MathProblem problem, Rollout rollout, CancellationToken cancellationToken) =>
        new(Verdict.Of(_known.GetOrAdd(rollout.Text, text => text.Trim()) == problem.Answer));
}
