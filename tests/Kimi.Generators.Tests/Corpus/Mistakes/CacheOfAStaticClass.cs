// Stack: OpenRLHF
// Kind: a static class remembers verdicts by prompt, so that the first response to a problem decides for all
// Caught: build
using Kimi.Dsl;
using System.Collections.Concurrent;

namespace Acme;

[Recipe("cache-of-a-static-class")]
public abstract partial class CacheOfAStaticClass
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
    [Reward<Remembers>]
    public abstract Policy LongCot(Policy sft, PromptSet problems);

    [Evaluate]
    [Reward<Remembers>]
    public abstract Evaluation Report(Policy longCot, PromptSet heldOut);
}

/// <summary>What was judged already.</summary>
internal static class Judged
{
    /// <summary>By prompt.</summary>
    public static readonly ConcurrentDictionary<string, bool> ByPrompt = new(StringComparer.Ordinal);
}

/// <summary>Judges, and remembers.</summary>
public sealed class Remembers : IReward<MathProblem>
{
    /// <inheritdoc/>
    public ValueTask<Verdict> JudgeAsync(MathProblem problem, Rollout rollout, CancellationToken cancellationToken)
    {
        var right = Judged.ByPrompt.GetOrAdd(problem.Prompt.Text, _ => rollout.Text.EndsWith('#' + problem.Answer, StringComparison.Ordinal)); //! KIMI8029
        return new(Verdict.Of(right));
    }
}
