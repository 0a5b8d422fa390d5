// Form: one response to each prompt, where one is enough
using Kimi.Dsl;

namespace Acme;

[Recipe("one-sample-is-enough")]
public abstract partial class OneSampleIsEnough
{
    [Problems<AdditionProblems>(Count = 4_096)]
    public abstract PromptSet Problems();

    [Demonstrations<AdditionSteps>]
    public abstract Demonstrations Traces(PromptSet problems);

    [InitializeTransformer(Layers = 6, ContextLength = 512)]
    public abstract Policy Initial();

    [FineTune(Steps = 500)]
    public abstract Policy Sft(Policy initial, Demonstrations traces);

    [Problems<AdditionProblems>(Count = 256, Split = Split.HeldOut)]
    public abstract PromptSet HeldOut();

    [SampleLongCot(SamplesPerPrompt = 1)]
    [ExactAnswerReward]
    public abstract Demonstrations Long(Policy sft, PromptSet problems);

    [FineTune(Steps = 100)]
    public abstract Policy Warm(Policy sft, [From(nameof(Long))] Demonstrations chains);

    [CuratePrompts(SamplesPerPrompt = 1, MaxPassRate = 1, GuessAttempts = 0)]
    [ExactAnswerReward]
    public abstract PromptSet Solvable(Policy warm, PromptSet problems, PromptSet heldOut);

    [Reinforce(Iterations = 20, PromptsPerIteration = 16, Parts = 16)]
    [MirrorDescent]
    [ExactAnswerReward]
    public abstract Policy LongCot(Policy warm, PromptSet solvable);
}
