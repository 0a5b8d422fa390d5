using Acme;
using Kimi.Dsl;

namespace Kimi.Recipes.Tests;

/// <summary>A recipe whose parameters have other names than the stages that they come from, and whose class gives some of its options.</summary>
[Recipe("renamed-inputs")]
[Reinforce(SamplesPerPrompt = 4)]
[LengthPenalty(FromIteration = 10)]
public abstract partial class RenamedInputs
{
    [Problems<AdditionProblems>(Count = 4_096)]
    public abstract PromptSet Problems();

    [Demonstrations<AdditionSteps>]
    public abstract Demonstrations Traces([From(nameof(Problems))] PromptSet known);

    [InitializeTransformer(Layers = 6, ContextLength = 512)]
    public abstract Policy Initial();

    [FineTune(Steps = 500)]
    public abstract Policy Sft([From(nameof(Initial))] Policy blank, Demonstrations traces);

    [Reinforce(Iterations = 80, PromptsPerIteration = 32, MaxResponseTokens = 100)]
    [MirrorDescent]
    [ExactAnswerReward]
    [LengthPenalty]
    public abstract Policy LongCot([From(nameof(Sft))] Policy start, [From(nameof(Problems))] PromptSet drawn);
}
