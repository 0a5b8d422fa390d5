// Form: four recipes deep, each of which changes one stage or adds one
using Kimi.Dsl;

namespace Acme;

[Recipe("four-recipes-deep")]
public abstract partial class FourRecipesDeep
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
    [ExactAnswerReward]
    public abstract Policy LongCot(Policy sft, PromptSet problems);
}

/// <summary>Longer.</summary>
[Recipe("four-recipes-deep-longer")]
public abstract partial class FourRecipesDeepLonger : FourRecipesDeep
{
    [Reinforce(Iterations = 160)]
    [MirrorDescent]
    [ExactAnswerReward]
    public abstract override Policy LongCot(Policy sft, PromptSet problems);
}

/// <summary>And judged.</summary>
[Recipe("four-recipes-deep-judged")]
public abstract partial class FourRecipesDeepJudged : FourRecipesDeepLonger
{
    [Problems<AdditionProblems>(Count = 256, Split = Split.HeldOut)]
    public abstract PromptSet HeldOut();

    [Evaluate]
    [ExactAnswerReward]
    public abstract Evaluation Report(Policy longCot, PromptSet heldOut);
}

/// <summary>And gently.</summary>
[Recipe("four-recipes-deep-gentle", Seed = 5)]
public abstract partial class FourRecipesDeepGentle : FourRecipesDeepJudged
{
    [FineTune(Steps = 900, LearningRate = 1e-4)]
    public abstract override Policy Sft(Policy initial, Demonstrations traces);
}
