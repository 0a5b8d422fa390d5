// Stack: SkyRL
// Kind: two shares of a reward of the team are together more than it gives
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("shares-above-their-total")]
public abstract partial class SharesAboveTheirTotal
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
    [SplitCredit(ForAnswer = 0.7, ForForm = 0.5)] //! KIMI5007
    public abstract Policy LongCot(Policy sft, PromptSet problems);

    [Evaluate]
    [SplitCredit]
    public abstract Evaluation Report(Policy longCot, PromptSet heldOut);
}

/// <summary>Judges answer and form.</summary>
[SumAtMost([nameof(ForAnswer), nameof(ForForm)], nameof(Total), Because = "a response would earn more than there is")]
public sealed class SplitCreditAttribute : RewardAttribute<SplitCredit>
{
    /// <summary>What there is. Default: 1.</summary>
    public double Total { get; set; } = 1;

    /// <summary>What the answer earns. Default: 0.8.</summary>
    public double ForAnswer { get; set; } = 0.8;

    /// <summary>What the form earns. Default: 0.2.</summary>
    public double ForForm { get; set; } = 0.2;
}

/// <summary>The judge.</summary>
/// <param name="options">Its options.</param>
public sealed class SplitCredit(SplitCreditAttribute options) : IReward<MathProblem>
{
    /// <inheritdoc/>
    public ValueTask<Verdict> JudgeAsync(MathProblem problem, Rollout rollout, CancellationToken cancellationToken)
    {
        var place = rollout.Text.LastIndexOf('#');
        var right = rollout.Text[(place + 1)..] == problem.Answer;
        return new(new Verdict.Scored(((right ? options.ForAnswer : 0) + (place >= 0 ? options.ForForm : 0)) / options.Total));
    }
}
