// Stack: OpenRLHF
// Kind: a reward searches by a pattern that may take for ever
// Caught: build
using System.Text.RegularExpressions;
using Kimi.Dsl;

namespace Acme;

[Recipe("pattern-that-hangs")]
public abstract partial class PatternThatHangs
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
    [Reward<Judge>]
    public abstract Policy LongCot(Policy sft, PromptSet problems);
}

/// <summary>Judges.</summary>
public sealed class Judge : IReward<MathProblem>
{
    /// <inheritdoc/>
    public ValueTask<Verdict> JudgeAsync(MathProblem problem, Rollout rollout, CancellationToken cancellationToken) =>
        new(Verdict.Of(Regex.Match(rollout.Text, "^(([0-9]+)+ ?)+#(.*)$").Groups[3].Value == problem.Answer)); //! KIMI8006
}
