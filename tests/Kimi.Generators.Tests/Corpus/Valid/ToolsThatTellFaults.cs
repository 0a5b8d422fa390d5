// Form: what a tool throws is told to the policy
using System.ComponentModel;
using Kimi.Dsl;

namespace Acme;

[Recipe("tools-that-tell-faults")]
public abstract partial class ToolsThatTellFaults
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
    [Tools<ToolsThatTellFaultsTools>(MaxTurns = 3, MaxReplyTokens = 48, OnFault = ToolFault.Message)]
    public abstract Policy LongCot(Policy sft, PromptSet problems);

    [Evaluate]
    [ExactAnswerReward]
    [Tools<ToolsThatTellFaultsTools>(MaxTurns = 3, MaxReplyTokens = 48, OnFault = ToolFault.Message)]
    public abstract Evaluation Report(Policy longCot, PromptSet heldOut);
}

/// <summary>Tools.</summary>
public sealed class ToolsThatTellFaultsTools
{
    /// <summary>Divides.</summary>
    /// <param name="a">The one.</param>
    /// <param name="b">The other.</param>
    [Description("Divides a by b.")]
    public int Divide(int a, int b) => a / b;

    /// <summary>Doubles.</summary>
    /// <param name="number">It.</param>
    [Description("Doubles a number.")]
    public int Double(string number) => 2 * int.Parse(number);
}
