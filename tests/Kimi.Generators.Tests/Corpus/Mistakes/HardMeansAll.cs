// Stack: SkyRL
// Kind: every problem counts as hard
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("hard-means-all")]
public abstract partial class HardMeansAll
{
    [Problems<AdditionProblems>(Count = 4_096)]
    public abstract PromptSet Problems();

    [Demonstrations<AdditionSteps>]
    public abstract Demonstrations Traces(PromptSet problems);

    [InitializeTransformer(Layers = 6, ContextLength = 512)]
    public abstract Policy Initial();

    [FineTune(Steps = 500)]
    public abstract Policy Sft(Policy initial, Demonstrations traces);

    [Reinforce(Iterations = 60)]
    [MirrorDescent]
    [ExactAnswerReward]
    [HardProblemsSampler(MaxPassRate = 1.0)] //! KIMI5011
    public abstract Policy LongCot(Policy sft, PromptSet problems);
}
