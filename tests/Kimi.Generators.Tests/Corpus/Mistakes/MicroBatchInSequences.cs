// Stack: verl
// Kind: the tokens of a forward pass are given as a number of sequences
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("micro-batch-in-sequences")]
public abstract partial class MicroBatchInSequences
{
    [Problems<AdditionProblems>(Count = 4_096)]
    public abstract PromptSet Problems();

    [Demonstrations<AdditionSteps>]
    public abstract Demonstrations Traces(PromptSet problems);

    [InitializeTransformer(Layers = 6, ContextLength = 512)]
    public abstract Policy Initial();

    [FineTune(Steps = 500)]
    public abstract Policy Sft(Policy initial, Demonstrations traces);

    [Reinforce(Iterations = 80, MicroBatchTokens = 8)] //! KIMI5011
    [MirrorDescent]
    [ExactAnswerReward]
    public abstract Policy LongCot(Policy sft, PromptSet problems);
}
