// Form: a recipe of a recipe of a recipe, with a class between that is none
using Kimi.Dsl;

namespace Acme;

[Recipe("inheritance-of-depth-three")]
public abstract partial class InheritanceOfDepthThree
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

/// <summary>What all of the second kind have.</summary>
public abstract partial class SecondKind : InheritanceOfDepthThree
{
    [FineTune(Steps = 700)]
    public abstract override Policy Sft(Policy initial, Demonstrations traces);

    [Reinforce(Iterations = 60)]
    [MirrorDescent]
    [ExactAnswerReward]
    public abstract Policy LongCot(Policy sft, PromptSet problems);
}

[Recipe("inheritance-of-depth-three-2")]
public abstract partial class InheritanceOfDepthThree2 : SecondKind
{
    [Reinforce(Iterations = 90)]
    [MirrorDescent]
    [ExactAnswerReward]
    public abstract override Policy LongCot(Policy sft, PromptSet problems);
}

[Recipe("inheritance-of-depth-three-3")]
public abstract partial class InheritanceOfDepthThree3 : InheritanceOfDepthThree2
{
    [FineTune(Steps = 900)]
    public abstract override Policy Sft(Policy initial, Demonstrations traces);
}
