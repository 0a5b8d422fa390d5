// Mistake: My second phase goes on with an adapter of another rank
// Pain: 3
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("adapter-of-another-rank")]
public abstract partial class AdapterOfAnotherRank
{
    [Problems<AdditionProblems>(Count = 4_096)]
    public abstract PromptSet Problems();

    [Demonstrations<AdditionSteps>]
    public abstract Demonstrations Traces(PromptSet problems);

    [InitializeTransformer(Layers = 6, ContextLength = 512)]
    public abstract Policy Initial();

    [FineTune(Steps = 500)]
    [Lora(Rank = 4)]
    public abstract Policy Sft(Policy initial, Demonstrations traces);

    [Reinforce(Iterations = 80)]
    [MirrorDescent]
    [ExactAnswerReward]
    [Lora({|KIMI6016:Rank = 8|})]
    public abstract Policy LongCot(Policy sft, PromptSet problems);
}
