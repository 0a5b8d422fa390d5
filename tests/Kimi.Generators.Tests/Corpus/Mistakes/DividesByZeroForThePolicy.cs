// Stack: verl
// Kind: a tool divides by what the policy gives it, and 0 is a fault of the tool
// Caught: build
using System.ComponentModel;
using Kimi.Dsl;

namespace Acme;

[Recipe("divides-by-zero-for-the-policy")]
public abstract partial class DividesByZeroForThePolicy
{
    [Problems<AdditionProblems>(Count = 4_096)]
    public abstract PromptSet Problems();

    [Demonstrations<AdditionSteps>]
    public abstract Demonstrations Traces(PromptSet problems);

    [InitializeTransformer(Layers = 6, ContextLength = 2_048)]
    public abstract Policy Initial();

    [FineTune(Steps = 500)]
    public abstract Policy Sft(Policy initial, Demonstrations traces);

    [Reinforce(Iterations = 80)]
    [MirrorDescent]
    [ExactAnswerReward]
    [Tools<Calculator>(MaxTurns = 4, MaxReplyTokens = 256)]
    public abstract Policy LongCot(Policy sft, PromptSet problems);
}

/// <summary>Calculates.</summary>
public sealed class Calculator
{
    /// <summary>Divides.</summary>
    /// <param name="dividend">What is divided.</param>
    /// <param name="divisor">By what.</param>
    [Description("Divides a whole number by another one.")]
    public int Divide(int dividend, int divisor) => dividend / divisor; //! KIMI8011
}
