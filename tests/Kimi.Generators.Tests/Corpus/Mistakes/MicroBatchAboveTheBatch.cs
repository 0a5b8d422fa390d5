// Stack: torchtune
// Kind: parts of a batch that hold all of it
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("micro-batch-above-the-batch")]
public abstract partial class MicroBatchAboveTheBatch
{
    [Problems<AdditionProblems>(Count = 4_096)]
    public abstract PromptSet Problems();

    [Demonstrations<AdditionSteps>]
    public abstract Demonstrations Traces(PromptSet problems);

    [InitializeTransformer(Layers = 6, ContextLength = 512)]
    public abstract Policy Initial();

    [FineTune(Steps = 500, BatchSize = 32, MicroBatchTokens = 65_536)] //! KIMI5006
    public abstract Policy Sft(Policy initial, Demonstrations traces);
}
