// Form: a base class that is no recipe, of two recipes
using Kimi.Dsl;

namespace Acme;

[Recipe("base-without-a-name")]
public abstract partial class BaseWithoutAName : SharedStages
{
    [Reinforce(Iterations = 60)]
    [MirrorDescent]
    [ExactAnswerReward]
    public abstract Policy LongCot(Policy sft, PromptSet problems);
}

[Recipe("base-without-a-name-2")]
public abstract partial class BaseWithoutAName2 : SharedStages
{
    [Reinforce(Iterations = 60)]
    [Grpo]
    [ExactAnswerReward]
    public abstract Policy LongCot(Policy sft, PromptSet problems);
}

/// <summary>What both have.</summary>
public abstract partial class SharedStages
{
    [Problems<AdditionProblems>(Count = 4_096)]
    public abstract PromptSet Problems();

    [Demonstrations<AdditionSteps>]
    public abstract Demonstrations Traces(PromptSet problems);

    [InitializeTransformer(Layers = 6, ContextLength = 512)]
    public abstract Policy Initial();

    [FineTune(Steps = 500)]
    public abstract Policy Sft(Policy initial, Demonstrations traces);
}
