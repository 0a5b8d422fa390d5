// Stack: OpenRLHF
// Kind: verdicts are remembered by the problem alone, so all its responses get that of the first
// Caught: build
using System.Collections.Concurrent;
using Kimi.Dsl;

namespace Acme;

[Recipe("cached-by-problem")]
public abstract partial class CachedByProblem
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
    [Reward<CachingJudge>]
    public abstract Policy LongCot(Policy sft, PromptSet problems);

    [Evaluate]
    [Reward<CachingJudge>]
    public abstract Evaluation Report(Policy longCot, PromptSet heldOut);
}

/// <summary>Judges a response.</summary>
public sealed class CachingJudge : IReward<MathProblem>
{
    private readonly ConcurrentDictionary<string, Verdict> _known = new();

    /// <inheritdoc/>
    public ValueTask<Verdict> JudgeAsync(MathProblem problem, Rollout rollout, CancellationToken cancellationToken) =>
        new(_known.GetOrAdd(problem.Id, _ => Verdict.Of(rollout.Text.EndsWith("#" + problem.Answer, StringComparison.Ordinal)))); //! KIMI8029
}
