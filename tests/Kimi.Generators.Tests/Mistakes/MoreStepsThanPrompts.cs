// Mistake: I made the batch smaller for a test and left its 16 steps
// Pain: 4
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("small-batch")]
public abstract partial class SmallBatch
{
    [Problems<AdditionProblems>(Count = 4_096)]
    public abstract PromptSet Problems();

    [Demonstrations<AdditionSteps>]
    public abstract Demonstrations Traces(PromptSet problems);

    [InitializeTransformer(Layers = 6)]
    public abstract Policy Initial();

    [FineTune(Steps = 500)]
    public abstract Policy Sft(Policy initial, Demonstrations traces);

    [Reinforce(Iterations = 80, PromptsPerIteration = 8, {|KIMI3002:StepsPerIteration = 16|})]
    [MirrorDescent]
    [ExactAnswerReward]
    public abstract Policy LongCot(Policy sft, PromptSet problems);
}
