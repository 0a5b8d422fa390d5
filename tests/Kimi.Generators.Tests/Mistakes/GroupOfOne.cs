// Mistake: I sampled one response for each prompt, to save time
// Pain: 4
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("one-sample", Seed = 3)]
public abstract partial class OneSample
{
    [Problems<AdditionProblems>(Count = 4_096)]
    public abstract PromptSet Problems();

    [Demonstrations<AdditionSteps>]
    public abstract Demonstrations Traces(PromptSet problems);

    [InitializeTransformer(Layers = 6)]
    public abstract Policy Initial();

    [FineTune(Steps = 500)]
    public abstract Policy Sft(Policy initial, Demonstrations traces);

    [Reinforce(Iterations = 200, PromptsPerIteration = 256, {|KIMI3001:SamplesPerPrompt = 1|})]
    [MirrorDescent]
    [ExactAnswerReward]
    public abstract Policy LongCot(Policy sft, PromptSet problems);
}
