// Mistake: I wanted a little SFT mixed into the RL stage
// Pain: 3
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("sft-and-rl")]
public abstract partial class SftAndRl
{
    [Problems<AdditionProblems>(Count = 4_096)]
    public abstract PromptSet Problems();

    [Demonstrations<AdditionSteps>]
    public abstract Demonstrations Traces(PromptSet problems);

    [InitializeTransformer(Layers = 6)]
    public abstract Policy Initial();

    [FineTune(Steps = 500)]
    public abstract Policy Sft(Policy initial, Demonstrations traces);

    [Reinforce(Iterations = 50), MirrorDescent, ExactAnswerReward]
    [{|KIMI1005:FineTune|}(Steps = 50)]
    public abstract Policy LongCot(Policy sft, PromptSet problems);
}
