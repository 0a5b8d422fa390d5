// Form: tools by brackets for a policy of few characters
using System.ComponentModel;
using Kimi.Dsl;

namespace Acme;

[Recipe("brackets-for-few-characters")]
public abstract partial class BracketsForFewCharacters
{
    [Problems<AdditionProblems>(Count = 4_096)]
    public abstract PromptSet Problems();

    [Demonstrations<AdditionSteps>]
    public abstract Demonstrations Traces(PromptSet problems);

    [InitializeTransformer(Layers = 6, ContextLength = 512, Alphabet = "0123456789+=#[](),ad?")]
    public abstract Policy Initial();

    [FineTune(Steps = 500)]
    public abstract Policy Sft(Policy initial, Demonstrations traces);

    [Reinforce(Iterations = 80)]
    [MirrorDescent]
    [ExactAnswerReward]
    [Tools<Adder, BracketCalls>(DescribeTools = false, ErrorText = "?", MaxReplyTokens = 16)]
    public abstract Policy LongCot(Policy sft, PromptSet problems);
}

/// <summary>Adds numbers.</summary>
public sealed class Adder
{
    /// <summary>Adds two numbers.</summary>
    [Description("Adds two numbers")]
    public static int Add(int left, int right) => left + right;
}
