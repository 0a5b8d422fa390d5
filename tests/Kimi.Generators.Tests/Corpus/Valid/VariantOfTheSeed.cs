// Form: a variant has another seed and nothing else
using Kimi.Dsl;

namespace Acme;

[Recipe("variant-of-the-seed")]
public abstract partial class VariantOfTheSeed
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

[Recipe("variant-of-the-seed-2", Seed = 2)]
public abstract partial class VariantOfTheSeed2 : VariantOfTheSeed;
