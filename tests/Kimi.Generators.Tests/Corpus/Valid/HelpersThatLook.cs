// Form: helpers that look first
using Kimi.Dsl;

namespace Acme;

[Recipe("helpers-that-look")]
public abstract partial class HelpersThatLook
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
    [Reward<HelpersThatLookJudge>]
    public abstract Policy LongCot(Policy sft, PromptSet problems);

    [Evaluate]
    [Reward<HelpersThatLookJudge>]
    public abstract Evaluation Report(Policy longCot, PromptSet heldOut);
}

/// <summary>Judges a response.</summary>
public sealed class HelpersThatLookJudge : IReward<MathProblem>
{
    /// <inheritdoc/>
    public ValueTask<Verdict> JudgeAsync(MathProblem problem, Rollout rollout, CancellationToken cancellationToken)
    {
        var given = Number(rollout.Text);
        var wanted = Number(problem.Answer);
        return new(Verdict.Of(given is not null && given == wanted));
    }

    private static long? Number(string text)
    {
        var at = text.LastIndexOf('#');
        return long.TryParse(text[(at + 1)..].Replace(",", ""), out var number) ? number : null;
    }
}
