// Stack: slime
// Kind: the text that ends a call of a tool ends the response
// Caught: build
using System.ComponentModel;
using Kimi.Dsl;

namespace Acme;

[Recipe("stop-text-of-the-tool-call")]
public abstract partial class StopTextOfTheToolCall
{
    [Problems<AdditionProblems>(Count = 4_096)]
    public abstract PromptSet Problems();

    [Demonstrations<AdditionSteps>]
    public abstract Demonstrations Traces(PromptSet problems);

    [InitializeTransformer(Layers = 6, ContextLength = 2_048)]
    public abstract Policy Initial();

    [FineTune(Steps = 500)]
    public abstract Policy Sft(Policy initial, Demonstrations traces);

    [Reinforce(Iterations = 80, StopTexts = ["</tool_call>"])] //! KIMI5011
    [MirrorDescent]
    [ExactAnswerReward]
    [Tools<Adder>(MaxReplyTokens = 128)]
    public abstract Policy LongCot(Policy sft, PromptSet problems);
}

/// <summary>Adds numbers.</summary>
public sealed class Adder
{
    /// <summary>Adds two numbers.</summary>
    [Description("Adds two numbers")]
    public static int Add(int left, int right) => left + right;
}
