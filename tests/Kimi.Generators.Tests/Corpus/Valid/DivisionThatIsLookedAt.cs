// Form: a tool says what is wrong with an argument, and counts what it is asked
using System.ComponentModel;
using System.Globalization;
using Kimi.Dsl;

namespace Acme;

[Recipe("division-that-is-looked-at")]
public abstract partial class DivisionThatIsLookedAt
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
    [Tools<Calculator>(MaxTurns = 4, MaxReplyTokens = 256, OnFault = ToolFault.Message)]
    public abstract Policy LongCot(Policy sft, PromptSet problems);
}

/// <summary>Calculates.</summary>
/// <param name="problem">The problem.</param>
public sealed class Calculator(MathProblem problem)
{
    private int _asked;

    /// <summary>Divides.</summary>
    /// <param name="dividend">What is divided.</param>
    /// <param name="divisor">By what.</param>
    [Description("Divides a whole number by another one.")]
    public string Divide(int dividend, int divisor) => (++_asked, divisor) switch
    {
        ( > 3, _) => $"think about {problem.Prompt.Text} yourself",
        (_, 0) => "nothing can be divided by 0",
        _ => (dividend / divisor).ToString(CultureInfo.InvariantCulture),
    };
}
