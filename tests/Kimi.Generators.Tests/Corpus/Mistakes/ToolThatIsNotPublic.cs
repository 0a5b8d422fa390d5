// Stack: torchtune
// Kind: a described method is not public, so it is not offered
// Caught: build
using Kimi.Dsl;
using System.ComponentModel;

namespace Acme;

[Recipe("tool-that-is-not-public")]
public abstract partial class ToolThatIsNotPublic
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
    [Tools<ToolThatIsNotPublicTools>(MaxTurns = 2, MaxReplyTokens = 96)]
    public abstract Policy LongCot(Policy sft, PromptSet problems);

    [Evaluate]
    [ExactAnswerReward]
    [Tools<ToolThatIsNotPublicTools>(MaxTurns = 2, MaxReplyTokens = 96)]
    public abstract Evaluation Report(Policy longCot, PromptSet heldOut);
}

/// <summary>The tools.</summary>
public sealed class ToolThatIsNotPublicTools
{
    /// <summary>Adds.</summary>
    /// <param name="a">The first.</param>
    /// <param name="b">The second.</param>
    [Description("Adds two numbers.")]
    public long Add(int a, int b) => (long)a + b;

    /// <summary>Multiplies.</summary>
    /// <param name="a">The first.</param>
    /// <param name="b">The second.</param>
    [Description("Multiplies two numbers.")]
    internal long Multiply(int a, int b) => (long)a * b; //! KIMI8033
}
