// Stack: axolotl
// Kind: a merge averages what was trained with the random weights it began with
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("average-with-random-weights")]
public abstract partial class AverageWithRandomWeights
{
    [Problems<AdditionProblems>(Count = 4_096)]
    public abstract PromptSet Problems();

    [Problems<AdditionProblems>(Count = 256, Split = Split.HeldOut)]
    public abstract PromptSet HeldOut();

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

    [MergeWeights(Weights = [0.7, 0.3])]
    public abstract Policy Merged(Policy longCot, Policy initial); //! KIMI6018

    [Evaluate]
    [ExactAnswerReward]
    public abstract Evaluation Report(Policy merged, PromptSet heldOut);
}
