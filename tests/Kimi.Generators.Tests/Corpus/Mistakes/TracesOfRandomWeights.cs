// Stack: OpenRLHF
// Kind: long chains of thought are sampled from weights that nothing has trained
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("traces-of-random-weights")]
public abstract partial class TracesOfRandomWeights
{
    [Problems<AdditionProblems>(Count = 4_096)]
    public abstract PromptSet Problems();

    [InitializeTransformer(Layers = 6, ContextLength = 512)]
    public abstract Policy Initial();

    [SampleLongCot]
    [ExactAnswerReward]
    public abstract Demonstrations Traces(Policy initial, PromptSet problems); //! KIMI6018

    [FineTune(Steps = 500)]
    public abstract Policy Sft(Policy initial, Demonstrations traces);
}
