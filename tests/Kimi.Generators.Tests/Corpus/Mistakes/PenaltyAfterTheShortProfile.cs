// Stack: OpenRLHF
// Kind: a penalty starts at a constant of the team, and a profile ends the run before it
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("penalty-after-the-short-profile")]
public abstract partial class PenaltyAfterTheShortProfile
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
    [LengthPenalty(FromIteration = Phases.Shorten)]
    [ExactAnswerReward]
    public abstract Policy LongCot(Policy sft, PromptSet problems);

    [Evaluate]
    [ExactAnswerReward]
    public abstract Evaluation Report(Policy longCot, PromptSet heldOut);
}
//// Phases.cs
namespace Acme;

/// <summary>When what begins.</summary>
internal static class Phases
{
    /// <summary>The penalty.</summary>
    public const int Shorten = WarmUp + 30;

    private const int WarmUp = 10;
}
//// kimi.short.json
{
  "penalty-after-the-short-profile": {
    "LongCot": { "Iterations": 24 } //! KIMI4006
  }
}
