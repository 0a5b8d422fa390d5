// Stack: SkyRL
// Kind: the policy has tools, and neither a description nor a demonstration ever mentions them
// Caught: build
using System.ComponentModel;
using Kimi.Dsl;

namespace Acme;

[Recipe("tools-nobody-tells-of")]
public abstract partial class ToolsNobodyTellsOf
{
    [Problems<AdditionProblems>(Count = 3_000)]
    public abstract PromptSet Problems();

    [Demonstrations<AdditionSteps>]
    public abstract Demonstrations Traces(PromptSet problems);

    [InitializeTransformer(Layers = 6, ContextLength = 1_024)]
    public abstract Policy Initial();

    [FineTune(Steps = 600)]
    public abstract Policy Sft(Policy initial, Demonstrations traces);

    [Reinforce(Iterations = 100, MaxResponseTokens = 128)]
    [MirrorDescent]
    [ExactAnswerReward]
    [Tools<Sheet>(DescribeTools = false, MaxTurns = 4, MaxReplyTokens = 64)] //! KIMI6011
    public abstract Policy LongCot(Policy sft, PromptSet problems);
}

/// <summary>A sheet of paper to add on.</summary>
public sealed class Sheet
{
    /// <summary>Adds.</summary>
    /// <param name="left">The first.</param>
    /// <param name="right">The second.</param>
    [Description("Adds two numbers.")]
    public long Add(int left, int right) => (long)left + right;
}
