// Mistake: I swapped the two ends of the clip
// Pain: 3
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("swapped-clip")]
public abstract partial class SwappedClip
{
    [Problems<AdditionProblems>(Count = 4_096)]
    public abstract PromptSet Problems();

    [Demonstrations<AdditionSteps>]
    public abstract Demonstrations Traces(PromptSet problems);

    [InitializeTransformer(Layers = 6, ContextLength = 512)]
    public abstract Policy Initial();

    [FineTune(Steps = 500)]
    public abstract Policy Sft(Policy initial, Demonstrations traces);

    [Reinforce(Iterations = 80, MaxResponseTokens = 256)]
    [Dapo({|KIMI5002:EpsilonLow = 0.28|}, EpsilonHigh = 0.2)]
    [ExactAnswerReward]
    public abstract Policy LongCot(Policy sft, PromptSet problems);
}
