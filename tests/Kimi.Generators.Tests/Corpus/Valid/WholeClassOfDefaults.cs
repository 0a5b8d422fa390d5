// Form: everything is given by the class, and the stages have bare attributes
using Kimi.Dsl;

namespace Acme;

[Recipe("whole-class-of-defaults")]
[Sampling(MaxResponseTokens = 192, TopP = 0.99)]
[Optimizer(WarmupSteps = 30, GradientClip = 0.5)]
[FineTune(Steps = 400, BatchSize = 32)]
[Reinforce(Iterations = 60, SamplesPerPrompt = 16, StepsPerIteration = 8)]
[PartialRollouts(TokenBudget = 48, MaxAge = 8, MaxSegmentAge = 2)]
[FormatReward(Pattern = "#[0-9]+$", Weight = 0.1)]
[LengthPenalty(FromIteration = 30)]
public abstract partial class WholeClassOfDefaults
{
    [Problems<AdditionProblems>(Count = 4_096)]
    public abstract PromptSet Problems();

    [Problems<AdditionProblems>(Count = 256, Split = Split.HeldOut)]
    public abstract PromptSet HeldOut();

    [Demonstrations<AdditionSteps>]
    public abstract Demonstrations Traces(PromptSet problems);

    [InitializeTransformer(Layers = 6, ContextLength = 512)]
    public abstract Policy Initial();

    [FineTune]
    public abstract Policy Sft(Policy initial, Demonstrations traces);

    [FineTune(Steps = 60, WarmupSteps = 6)]
    public abstract Policy Second(Policy sft, Demonstrations traces);

    [Reinforce, Cispo, PrioritizedSampler, PartialRollouts, StopRepetition, ExactAnswerReward, FormatReward, LengthPenalty, TruncatedImportance]
    public abstract Policy LongCot(Policy second, PromptSet problems);

    [Evaluate, ExactAnswerReward]
    public abstract Evaluation Report(Policy second, Policy longCot, PromptSet heldOut);
}
