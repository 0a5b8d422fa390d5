// Form: a reward keeps compiled patterns, a function of their keys alone
using Kimi.Dsl;
using System.Collections.Concurrent;
using System.Text.RegularExpressions;

namespace Acme;

[Recipe("compiled-patterns-by-key")]
public abstract partial class CompiledPatternsByKey
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
    [Reward<PatternJudge>]
    public abstract Policy LongCot(Policy sft, PromptSet problems);

    [Evaluate]
    [Reward<PatternJudge>]
    public abstract Evaluation Report(Policy longCot, PromptSet heldOut);
}

/// <summary>Judges by a pattern of the answer.</summary>
public sealed class PatternJudge : IReward<MathProblem>
{
    private readonly ConcurrentDictionary<string, Regex> _patterns = new(StringComparer.Ordinal);

    /// <inheritdoc/>
    public ValueTask<Verdict> JudgeAsync(MathProblem problem, Rollout rollout, CancellationToken cancellationToken)
    {
        var pattern = _patterns.GetOrAdd(problem.Answer, answer => new Regex($"#0*{Regex.Escape(answer)}$", RegexOptions.NonBacktracking));
        return new(Verdict.Of(pattern.IsMatch(rollout.Text)));
    }
}
