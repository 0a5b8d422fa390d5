// Stack: NeMo-RL
// Kind: a tool divides by what the policy says, and a zero is a fault of the response
// Caught: build
using System.ComponentModel;
using Kimi.Dsl;

namespace Acme;

[Recipe("divide-by-what-the-policy-says")]
public abstract partial class DivideByWhatThePolicySays
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
    [Tools<Divider>(MaxTurns = 3, MaxReplyTokens = 48)]
    public abstract Policy LongCot(Policy sft, PromptSet problems);

    [Evaluate]
    [ExactAnswerReward]
    [Tools<Divider>(MaxTurns = 3, MaxReplyTokens = 48)]
    public abstract Evaluation Report(Policy longCot, PromptSet heldOut);
}

/// <summary>Divides.</summary>
public sealed class Divider
{
    /// <summary>Divides one number by another.</summary>
    /// <param name="a">The one.</param>
    /// <param name="b">The other.</param>
    [Description("Divides a by b.")]
    public int Divide(int a, int b) => a / b; //! KIMI8011
}
