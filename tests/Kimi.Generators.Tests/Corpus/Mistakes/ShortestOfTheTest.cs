// Stack: slime
// Kind: long2short learns from responses to the test problems
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("shortest-of-the-test")]
public abstract partial class ShortestOfTheTest
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

    [Problems<AdditionProblems>(Count = 256, Split = Split.HeldOut)]
    public abstract PromptSet HeldOut();

    [SampleShortest]
    [ExactAnswerReward]
    public abstract Demonstrations Short(Policy longCot, PromptSet heldOut);

    [FineTune(Steps = 100)]
    public abstract Policy Shortest(Policy longCot, [From(nameof(Short))] Demonstrations traces);

    [Evaluate]
    [ExactAnswerReward]
    public abstract Evaluation Report(Policy shortest, PromptSet heldOut); //! KIMI6007
}
