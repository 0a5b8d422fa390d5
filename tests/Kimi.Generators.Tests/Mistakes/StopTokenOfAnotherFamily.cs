// Mistake: I stop at the end of a turn of Qwen, and start from a policy of bytes
// Pain: 4
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("qwen-s-stop-token")]
public abstract partial class QwenSStopToken
{
    [Problems<AdditionProblems>(Count = 4_096)]
    public abstract PromptSet Problems();

    [Problems<AdditionProblems>(Count = 512, Split = Split.HeldOut)]
    public abstract PromptSet HeldOut();

    [Demonstrations<AdditionSteps>]
    public abstract Demonstrations Traces(PromptSet problems);

    [InitializeTransformer(Layers = 6, ContextLength = 512)]
    public abstract Policy Initial();

    [FineTune(Steps = 500)]
    public abstract Policy Sft(Policy initial, Demonstrations traces);

    [Evaluate({|KIMI6015:StopTokens = [151_645]|}), ExactAnswerReward]
    public abstract Evaluation Report(Policy sft, PromptSet heldOut);
}
