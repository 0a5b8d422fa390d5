// Form: a judge writes its verdict and nothing else, so a critique is short
using Kimi.Dsl;

namespace Acme;

[Recipe("verdict-and-nothing-else")]
public abstract partial class VerdictAndNothingElse
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
    [ServedJudge(
        Model = "judge", MaxCritiqueTokens = 16,
        Template = "{prompt}\n{answer}\n{response}\nIs it the same? Reply with {\"correct\": true} or {\"correct\": false} only.")]
    public abstract Policy LongCot(Policy sft, PromptSet problems);

    [Evaluate]
    [ExactAnswerReward]
    public abstract Evaluation Report(Policy longCot, PromptSet heldOut);
}
