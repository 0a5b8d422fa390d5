// Stack: open-instruct
// Kind: the template asks for a box, and the reward reads what follows a marker
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("box-asked-marker-judged")]
public abstract partial class BoxAskedMarkerJudged
{
    [Problems<AdditionProblems>(Count = 4_096)]
    public abstract PromptSet Problems();

    [Problems<AdditionProblems>(Count = 256, Split = Split.HeldOut)]
    public abstract PromptSet HeldOut();

    [Demonstrations<AdditionSteps>]
    public abstract Demonstrations Traces(PromptSet problems);

    [InitializeTransformer(Layers = 6, ContextLength = 512)]
    public abstract Policy Initial();

    [FineTune(Steps = 500)]
    public abstract Policy Sft(Policy initial, Demonstrations traces);

    [Reinforce(Iterations = 80)]
    [MirrorDescent]
    [ExactAnswerReward(Marker = "####")]
    public abstract Policy LongCot(Policy longer, PromptSet problems);

    [Evaluate]
    [ExactAnswerReward(Marker = "####")]
    public abstract Evaluation Report(Policy longCot, PromptSet heldOut);

    [SampleLongCot(Templates = ["{prompt}\nThink step by step and put the answer into \\boxed{}."])] //! KIMI6011
    [ExactAnswerReward(Marker = "####")]
    public abstract Demonstrations Thoughts(Policy sft, PromptSet problems);

    [FineTune(Steps = 200)]
    public abstract Policy Longer(Policy sft, Demonstrations thoughts);
}
