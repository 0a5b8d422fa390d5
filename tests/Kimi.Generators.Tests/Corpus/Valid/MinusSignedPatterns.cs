// Form: markers and formats with signs that mean something elsewhere
using Kimi.Dsl;

namespace Acme;

[Recipe("minus-signed-patterns")]
public abstract partial class MinusSignedPatterns
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

    [Reinforce(Iterations = 80)]
    [MirrorDescent]
    [ExactAnswerReward(Marker = "Answer (final): ")]
    [FormatReward(Pattern = @"(<think>[^<]*</think>)?Answer \(final\): -?[0-9]+", Weight = 0.5)]
    public abstract Policy LongCot(Policy sft, PromptSet problems);

    [Evaluate]
    [ExactAnswerReward(Marker = "Answer (final): ")]
    public abstract Evaluation Report(Policy longCot, PromptSet heldOut);
}
