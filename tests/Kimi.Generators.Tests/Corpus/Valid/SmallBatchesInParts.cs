// Form: a batch in parts smaller than it, and a clip of sequences wider than the default
using Kimi.Dsl;

namespace Acme;

[Recipe("small-batches-in-parts")]
public abstract partial class SmallBatchesInParts
{
    [Problems<AdditionProblems>(Count = 4_096)]
    public abstract PromptSet Problems();

    [Demonstrations<AdditionSteps>]
    public abstract Demonstrations Traces(PromptSet problems);

    [InitializeTransformer(Layers = 6, ContextLength = 512)]
    public abstract Policy Initial();

    [FineTune(Steps = 500, BatchSize = 64, MicroBatchTokens = 2_048)]
    public abstract Policy Sft(Policy initial, Demonstrations traces);

    [Reinforce(Iterations = 80)]
    [Gspo(EpsilonLow = 0.002, EpsilonHigh = 0.003)]
    [ExactAnswerReward]
    [TruncatedImportance(Level = ImportanceLevel.Sequence)]
    public abstract Policy LongCot(Policy sft, PromptSet problems);
}
