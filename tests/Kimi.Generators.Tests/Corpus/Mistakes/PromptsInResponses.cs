// Stack: verl
// Kind: the batch is counted in responses, which is more prompts than there are problems
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("prompts-in-responses")]
public abstract partial class PromptsInResponses
{
    private const int Problem = 1_024;
    private const int Group = 16;

    [Problems<AdditionProblems>(Count = Problem)]
    public abstract PromptSet Problems();

    [Problems<AdditionProblems>(Count = 256, Split = Split.HeldOut)]
    public abstract PromptSet HeldOut();

    [Demonstrations<AdditionSteps>]
    public abstract Demonstrations Traces(PromptSet problems);

    [InitializeTransformer(Layers = 6, ContextLength = 512)]
    public abstract Policy Initial();

    [FineTune(Steps = 500)]
    public abstract Policy Sft(Policy initial, Demonstrations traces);

    [Reinforce(
        Iterations = 80,
        SamplesPerPrompt = Group,
        PromptsPerIteration = 128 * Group)] //! KIMI3006
    [Dapo]
    [ExactAnswerReward]
    public abstract Policy LongCot(Policy sft, PromptSet problems);

    [Evaluate]
    [ExactAnswerReward]
    public abstract Evaluation Report(Policy longCot, PromptSet heldOut);
}
