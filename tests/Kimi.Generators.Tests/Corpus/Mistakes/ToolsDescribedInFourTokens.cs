// Stack: verl
// Kind: the description of the tools does not fit into a reply
// Caught: build
using System.ComponentModel;
using Kimi.Dsl;

namespace Acme;

[Recipe("tools-described-in-four-tokens")]
public abstract partial class ToolsDescribedInFourTokens
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
    [Tools<Adder>(MaxReplyTokens = 4)] //! KIMI5011
    public abstract Policy LongCot(Policy sft, PromptSet problems);
}

/// <summary>Adds numbers.</summary>
public sealed class Adder
{
    /// <summary>Adds two numbers.</summary>
    [Description("Adds two numbers")]
    public static int Add(int left, int right) => left + right;
}
