// Form: a second phase with shorter responses, evaluated with the room of the first
using Kimi.Dsl;

namespace Acme;

[Recipe("shorter-second-phase")]
public abstract partial class ShorterSecondPhase
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
    [MirrorDescent]
    [ExactAnswerReward]
    public abstract Policy LongCot(Policy sft, PromptSet problems);

    [Problems<AdditionProblems>(Count = 256, Split = Split.HeldOut)]
    public abstract PromptSet HeldOut();

    [Reinforce(Iterations = 20, MaxResponseTokens = 96)]
    [MirrorDescent]
    [ExactAnswerReward]
    [LengthPenalty]
    public abstract Policy Brief(Policy longCot, PromptSet problems);

    [Evaluate(MaxResponseTokens = 256)]
    [ExactAnswerReward]
    public abstract Evaluation Report(Policy longCot, Policy brief, PromptSet heldOut);
}
