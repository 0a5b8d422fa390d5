// Form: an index is found, looked at and used, in several ways
using Kimi.Dsl;

namespace Acme;

[Recipe("index-behind-a-check")]
public abstract partial class IndexBehindACheck
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
    [Reward<IndexBehindACheckJudge>]
    public abstract Policy LongCot(Policy sft, PromptSet problems);

    [Evaluate]
    [Reward<IndexBehindACheckJudge>]
    public abstract Evaluation Report(Policy longCot, PromptSet heldOut);
}

/// <summary>Judges a response.</summary>
public sealed class IndexBehindACheckJudge : IReward<MathProblem>
{
    /// <inheritdoc/>
    public ValueTask<Verdict> JudgeAsync(MathProblem problem, Rollout rollout, CancellationToken cancellationToken)
    {
        var text = rollout.Text;
        if (text.Contains('#'))
            return new(Verdict.Of(text[(text.IndexOf('#') + 1)..] == problem.Answer));
        if (text.IndexOf('=') is var at and >= 0)
            return new(Verdict.Of(text[(at + 1)..] == problem.Answer));
        if (text.Split("is ", 2) is [_, var said])
            return new(Verdict.Of(said == problem.Answer));
        return new(Verdict.Of(text.Length > 3 && text[^3..] == problem.Answer));
    }
}
