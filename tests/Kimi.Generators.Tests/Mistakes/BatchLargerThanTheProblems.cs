// Mistake: my iterations draw more problems than I have
// Pain: 4
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("batch-larger-than-the-problems")]
public abstract partial class BatchLargerThanTheProblems
{
    [Problems<AdditionProblems>(Count = 4_096)]
    public abstract PromptSet Problems();

    [Demonstrations<AdditionSteps>]
    public abstract Demonstrations Traces(PromptSet problems);

    [InitializeTransformer(Layers = 6, ContextLength = 512)]
    public abstract Policy Initial();

    [FineTune(Steps = 500)]
    public abstract Policy Sft(Policy initial, Demonstrations traces);

    [Reinforce(Iterations = 80, {|KIMI3006:PromptsPerIteration = 8_192|})]
    [MirrorDescent]
    [ExactAnswerReward]
    public abstract Policy LongCot(Policy sft, PromptSet problems);
}
