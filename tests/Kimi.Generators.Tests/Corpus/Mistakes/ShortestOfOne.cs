// Stack: OpenRLHF
// Kind: the shortest of one response
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("shortest-of-one")]
public abstract partial class ShortestOfOne
{
    [Problems<AdditionProblems>(Count = 4_096)]
    public abstract PromptSet Problems();

    [Demonstrations<AdditionSteps>]
    public abstract Demonstrations Traces(PromptSet problems);

    [InitializeTransformer(Layers = 6, ContextLength = 512)]
    public abstract Policy Initial();

    [FineTune(Steps = 500)]
    public abstract Policy Sft(Policy initial, Demonstrations traces);

    [SampleShortest(SamplesPerPrompt = 1)] //! KIMI5011
    [ExactAnswerReward]
    public abstract Demonstrations Short(Policy sft, PromptSet problems);

    [FineTune(Steps = 100)]
    public abstract Policy Brief(Policy sft, [From(nameof(Short))] Demonstrations shortest);
}
