// Mistake: I evaluate and do not say what counts as correct
// Pain: 5
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("no-verifier")]
public abstract partial class NoVerifier
{
    [Problems<AdditionProblems>(Count = 4_096)]
    public abstract PromptSet Problems();

    [Problems<AdditionProblems>(Count = 256, Split = Split.HeldOut)]
    public abstract PromptSet HeldOut();

    [Demonstrations<AdditionSteps>]
    public abstract Demonstrations Traces(PromptSet problems);

    [InitializeTransformer(Layers = 6)]
    public abstract Policy Initial();

    [FineTune(Steps = 500)]
    public abstract Policy Sft(Policy initial, Demonstrations traces);

    [{|KIMI4001:Evaluate|}(SamplesPerPrompt = 4)]
    public abstract Evaluation Report(Policy sft, PromptSet heldOut);
}
