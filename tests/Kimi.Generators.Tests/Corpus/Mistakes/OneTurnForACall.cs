// Stack: verl
// Kind: a tool may be called in the last turn only, so its result is never read
// Caught: build
using Kimi.Dsl;
using System.ComponentModel;

namespace Acme;

[Recipe("one-turn-for-a-call")]
public abstract partial class OneTurnForACall
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
    [ExactAnswerReward]
    [Tools<OneTurnForACallTools>(MaxTurns = 1, MaxReplyTokens = 96)] //! KIMI5011
    public abstract Policy LongCot(Policy sft, PromptSet problems);

    [Evaluate]
    [ExactAnswerReward]
    [Tools<OneTurnForACallTools>(MaxTurns = 1, MaxReplyTokens = 96)]
    public abstract Evaluation Report(Policy longCot, PromptSet heldOut);
}

/// <summary>The tools.</summary>
public sealed class OneTurnForACallTools
{
    /// <summary>Adds.</summary>
    /// <param name="a">The first.</param>
    /// <param name="b">The second.</param>
    [Description("Adds two numbers.")]
    public long Add(int a, int b) => (long)a + b;
}
