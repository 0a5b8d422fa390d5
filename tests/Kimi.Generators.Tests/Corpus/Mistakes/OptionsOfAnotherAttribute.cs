// Stack: TRL
// Kind: a copied reward takes the options of the one that it was copied from
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("options-of-another-attribute")]
public abstract partial class OptionsOfAnotherAttribute
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
    [Brief(Most = 100)]
    [ExactAnswerReward]
    public abstract Policy LongCot(Policy sft, PromptSet problems);
}

/// <summary>Rewards brevity.</summary>
public sealed class BriefAttribute : RewardAttribute<Brief>
{
    /// <summary>The most characters.</summary>
    public int Most { get; set; } = 50;
}

/// <summary>Rewards brevity.</summary>
public sealed class Brief(PoliteAttribute options) : IReward<Problem> //! KIMI8004
{
    /// <inheritdoc/>
    public ValueTask<Verdict> JudgeAsync(Problem problem, Rollout rollout, CancellationToken cancellationToken) =>
        new(Verdict.Of(rollout.Text.Contains(options.Word)));
}

/// <summary>Rewards politeness.</summary>
public sealed class PoliteAttribute : RewardAttribute<Polite>
{
    /// <summary>The word.</summary>
    public string Word { get; set; } = "please";
}

/// <summary>Rewards politeness.</summary>
public sealed class Polite(PoliteAttribute options) : IReward<Problem>
{
    /// <inheritdoc/>
    public ValueTask<Verdict> JudgeAsync(Problem problem, Rollout rollout, CancellationToken cancellationToken) =>
        new(Verdict.Of(rollout.Text.Contains(options.Word)));
}
