// Form: a tool divides numbers for which 0 is no exception, or catches it
using System.ComponentModel;
using Kimi.Dsl;

namespace Acme;

[Recipe("decimals-that-are-divided")]
public abstract partial class DecimalsThatAreDivided
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
    [Description("Divides a number by another one.")]
    public double Divide(double dividend, double divisor) => dividend / divisor;

    /// <summary>What a division leaves.</summary>
    /// <param name="dividend">What is divided.</param>
    /// <param name="divisor">By what.</param>
    [Description("Tells what is left of a number after a division by another one.")]
    public string Rest(int dividend, int divisor)
    {
        try
        {
            return $"{dividend % divisor}";
        }
        catch (DivideByZeroException)
        {
            return "nothing";
        }
    }
}
