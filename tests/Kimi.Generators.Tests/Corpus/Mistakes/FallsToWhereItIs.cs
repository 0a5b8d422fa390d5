// Stack: axolotl
// Kind: the learning rate falls along a cosine to the rate at which it already is
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("falls-to-where-it-is")]
public abstract partial class FallsToWhereItIs
{
    [Problems<AdditionProblems>(Count = 8_192)]
    public abstract PromptSet Problems();

    [Problems<AdditionProblems>(Count = 512, Split = Split.HeldOut)]
    public abstract PromptSet HeldOut();

    [Demonstrations<AdditionSteps>]
    public abstract Demonstrations Traces(PromptSet problems);

    [InitializeTransformer(Layers = 8, HiddenSize = 256, AttentionHeads = 8, ContextLength = 256)]
    public abstract Policy Initial();

    [FineTune(Steps = 3_000, BatchSize = 64, LearningRate = 5e-4, FinalLearningRate = 5e-4, Decay = LearningRateDecay.Cosine)] //! KIMI5006
    public abstract Policy Sft(Policy initial, Demonstrations traces);

    [Evaluate(SamplesPerPrompt = 4)]
    [ExactAnswerReward]
    public abstract Evaluation Report(Policy sft, PromptSet heldOut);
}
