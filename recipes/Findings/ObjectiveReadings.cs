using Kimi.Dsl;

namespace Kimi.Recipes.Findings;

/// <summary>How systems read equation 3 (docs/objectives.md), and other objectives without a value network, on the problems of figure 10.</summary>
[Recipe("objective-readings")]
public abstract partial class ObjectiveReadings : AblationNegativeGradients
{
    /// <summary>The pull of each token; so does ROLL where it takes means over tokens.</summary>
    [Reinforce]
    [MirrorDescent(Level = LogratioLevel.Token)]
    [ExactAnswerReward]
    public abstract Policy TokenLevel(Policy sft, PromptSet problems);

    /// <summary>Means over a response's tokens instead of sums.</summary>
    [Reinforce]
    [MirrorDescent(LengthNormalized = true)]
    [ExactAnswerReward]
    public abstract Policy LengthNormalized(Policy sft, PromptSet problems);

    /// <summary>The mean reward of the other responses as baseline.</summary>
    [Reinforce]
    [MirrorDescent(Baseline = Baseline.LeaveOneOut)]
    [ExactAnswerReward]
    public abstract Policy LeaveOneOut(Policy sft, PromptSet problems);

    /// <summary>ROLL's <c>kimi15</c>, where it takes means over sequences.</summary>
    [Reinforce]
    [MirrorDescent(Level = LogratioLevel.Token, LengthNormalized = true)]
    [ExactAnswerReward]
    public abstract Policy Roll(Policy sft, PromptSet problems);

    /// <summary>Tinker's <c>dro</c>, with the advantages of the paper's derivation.</summary>
    [Reinforce]
    [MirrorDescent(Tau = 0.05, Level = LogratioLevel.Token, Baseline = Baseline.Soft)]
    [ExactAnswerReward]
    public abstract Policy Tinker(Policy sft, PromptSet problems);

    /// <summary>OpenKimi's PMD-mean.</summary>
    [Reinforce]
    [MirrorDescent(Tau = 0.01, Baseline = Baseline.LeaveOneOut, Level = LogratioLevel.SequenceByLength, LengthNormalized = true)]
    [ExactAnswerReward]
    public abstract Policy OpenKimi(Policy sft, PromptSet problems);

    [Reinforce]
    [DrGrpo]
    [ExactAnswerReward]
    public abstract Policy DrGrpo(Policy sft, PromptSet problems);

    [Reinforce]
    [Gspo]
    [ExactAnswerReward]
    public abstract Policy Gspo(Policy sft, PromptSet problems);

    [Evaluate]
    [ExactAnswerReward]
    public abstract Evaluation Readings(
        Policy sft, Policy plain, Policy tokenLevel, Policy lengthNormalized, Policy leaveOneOut, Policy roll, Policy tinker, Policy openKimi, Policy drGrpo,
        Policy gspo, PromptSet heldOut);
}
