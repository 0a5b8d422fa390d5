// Stack: OpenRLHF
// Kind: a batch of SFT is larger than what rejection sampling can leave
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("batch-above-the-shortest")]
public abstract partial class BatchAboveTheShortest
{
    [Problems<AdditionProblems>(Count = 4_096)]
    public abstract PromptSet Problems();

    [Demonstrations<AdditionSteps>]
    public abstract Demonstrations Traces(PromptSet problems);

    [InitializeTransformer(Layers = 6, ContextLength = 512)]
    public abstract Policy Initial();

    [FineTune(Steps = 500)]
    public abstract Policy Sft(Policy initial, Demonstrations traces);

    [SampleShortest(MaxProblems = 8)]
    [ExactAnswerReward]
    public abstract Demonstrations Shortest(Policy sft, PromptSet problems);

    [FineTune(Steps = 100, BatchSize = 64)] //! KIMI3006
    public abstract Policy Short(Policy sft, Demonstrations shortest);
}
