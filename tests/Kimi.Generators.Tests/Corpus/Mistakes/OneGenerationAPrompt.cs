// Stack: TRL
// Kind: num_generations = 1
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("one-generation-a-prompt")]
public abstract partial class OneGenerationAPrompt
{
    [Problems<AdditionProblems>(Count = 4_096)]
    public abstract PromptSet Problems();

    [Demonstrations<AdditionSteps>]
    public abstract Demonstrations Traces(PromptSet problems);

    [InitializeTransformer(Layers = 6, ContextLength = 512)]
    public abstract Policy Initial();

    [FineTune(Steps = 500)]
    public abstract Policy Sft(Policy initial, Demonstrations traces);

    [Reinforce(SamplesPerPrompt = 1)] //! KIMI3001
    [MirrorDescent]
    [ExactAnswerReward]
    public abstract Policy LongCot(Policy sft, PromptSet problems);
}
