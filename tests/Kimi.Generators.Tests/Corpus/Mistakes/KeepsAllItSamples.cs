// Stack: NeMo-RL
// Kind: as many responses are kept as there can be, and the shortest are asked for
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("keeps-all-it-samples")]
public abstract partial class KeepsAllItSamples
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

    [SampleLongCot(
        Templates = ["Plan first. {prompt}", "Check each step. {prompt}"], SamplesPerPrompt = 2, PerProblem = 4,
        Keep = Selection.Shortest)] //! KIMI5006
    [ExactAnswerReward]
    public abstract Demonstrations WarmUp(Policy sft, PromptSet problems);

    [FineTune(Steps = 200)]
    public abstract Policy LongCot(Policy sft, Demonstrations warmUp);

    [Evaluate]
    [ExactAnswerReward]
    public abstract Evaluation Report(Policy longCot, PromptSet heldOut);
}
