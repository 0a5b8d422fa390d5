// Form: a reward that cuts the response at a tag after it has looked for it
using Kimi.Dsl;

namespace Acme;

[Recipe("cut-where-it-is")]
public abstract partial class CutWhereItIs
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
    [Reward<Behind>]
    public abstract Policy LongCot(Policy sft, PromptSet problems);
}

/// <summary>A reward of ours.</summary>
public sealed class Behind : IReward<MathProblem>
{
    /// <inheritdoc/>
    public ValueTask<Verdict> JudgeAsync(MathProblem problem, Rollout rollout, CancellationToken cancellationToken)
    {
        var start = rollout.Text.IndexOf('#');
        if (start < 0)
            return new(Verdict.Of(false));
        var lines = rollout.Text[(start + 1)..].Split('\n');
        return new(Verdict.Of(lines.FirstOrDefault(line => line.Length > 0) == problem.Answer && lines[0].Length >= 0));
    }
}
