using Kimi.Dsl;
using Kimi.Recipes.Chains;

namespace Kimi.Recipes.Tests;

/// <summary>A recipe whose class gives options to its stages and components, in every way there is.</summary>
[Recipe("class-options")]
[Sampling(MaxResponseTokens = 64, TopP = 0.9)]
[Reinforce(Iterations = 24, TopP = 0.8)]
[LengthPenalty(Weight = 0.1)]
[LoadPolicy("checkpoint")]
public abstract partial class ClassOptions
{
    [LoadPolicy]
    public abstract Policy Start();

    [ChainProblems(Count = 64)]
    public abstract PromptSet Problems();

    [ChainProblems(Count = 64, Split = Split.HeldOut)]
    public abstract PromptSet HeldOut();

    [Reinforce(SamplesPerPrompt = 4)]
    [MirrorDescent]
    [ExactAnswerReward]
    [LengthPenalty(FromIteration = 3)]
    public abstract Policy LongCot(Policy start, PromptSet problems);

    [Evaluate]
    [ExactAnswerReward]
    public abstract Evaluation Report(Policy longCot, PromptSet heldOut);
}

/// <summary>One that derives from it and gives others.</summary>
[Recipe("more-class-options")]
[Reinforce(Iterations = 48)]
[Sampling(TopP = 0.7)]
public abstract partial class MoreClassOptions : ClassOptions;
