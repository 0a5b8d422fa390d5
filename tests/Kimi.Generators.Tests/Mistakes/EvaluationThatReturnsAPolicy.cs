// Mistake: I copied the line of a training stage and left its return type
// Pain: 6
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("report-as-policy")]
public abstract partial class ReportAsPolicy
{
    [Problems<AdditionProblems>(Count = 4_096)]
    public abstract PromptSet Problems();

    [Problems<AdditionProblems>(Count = 256, Split = Split.HeldOut)]
    public abstract PromptSet HeldOut();

    [Demonstrations<AdditionSteps>]
    public abstract Demonstrations Traces(PromptSet problems);

    [InitializeTransformer(Layers = 6)]
    public abstract Policy Initial();

    [FineTune(Steps = 500)]
    public abstract Policy Sft(Policy initial, Demonstrations traces);

    [Evaluate(MaxResponseTokens = 64), ExactAnswerReward]
    public abstract {|KIMI2002:Policy|} Report(Policy sft, PromptSet heldOut);
}
