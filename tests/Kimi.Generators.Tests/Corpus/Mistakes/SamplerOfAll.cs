// Stack: OpenRLHF
// Kind: problems are drawn by priority, and each iteration draws all of them
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("sampler-of-all")]
public abstract partial class SamplerOfAll
{
    [Problems<AdditionProblems>(Count = 64)]
    public abstract PromptSet Problems();

    [Demonstrations<AdditionSteps>]
    public abstract Demonstrations Traces(PromptSet problems);

    [InitializeTransformer(Layers = 6, ContextLength = 512)]
    public abstract Policy Initial();

    [FineTune(Steps = 500)]
    public abstract Policy Sft(Policy initial, Demonstrations traces);

    [Reinforce(Iterations = 80, PromptsPerIteration = 64)]
    [MirrorDescent]
    [PrioritizedSampler] //! KIMI4007
    [ExactAnswerReward]
    public abstract Policy LongCot(Policy sft, PromptSet problems);
}
