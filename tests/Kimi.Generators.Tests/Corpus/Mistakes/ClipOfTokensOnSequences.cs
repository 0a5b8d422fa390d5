// Stack: slime
// Kind: the clip of token ratios is given to an objective of sequences
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("clip-of-tokens-on-sequences")]
public abstract partial class ClipOfTokensOnSequences
{
    [Problems<AdditionProblems>(Count = 4_096)]
    public abstract PromptSet Problems();

    [Demonstrations<AdditionSteps>]
    public abstract Demonstrations Traces(PromptSet problems);

    [InitializeTransformer(Layers = 6, ContextLength = 512)]
    public abstract Policy Initial();

    [FineTune(Steps = 500)]
    public abstract Policy Sft(Policy initial, Demonstrations traces);

    [Reinforce(Iterations = 80)]
    [Gspo(EpsilonLow = 0.2, EpsilonHigh = 0.28)] //! KIMI5011
    [ExactAnswerReward]
    public abstract Policy LongCot(Policy sft, PromptSet problems);
}
