// Form: the same policy is evaluated with its tools and without
using System.ComponentModel;
using Kimi.Dsl;

namespace Acme;

[Recipe("with-and-without-tools")]
public abstract partial class WithAndWithoutTools
{
    [Problems<AdditionProblems>(Count = 4_096)]
    public abstract PromptSet Problems();

    [Demonstrations<AdditionSteps>]
    public abstract Demonstrations Traces(PromptSet problems);

    [InitializeTransformer(Layers = 6, ContextLength = 1_024)]
    public abstract Policy Initial();

    [FineTune(Steps = 500)]
    public abstract Policy Sft(Policy initial, Demonstrations traces);

    [Problems<AdditionProblems>(Count = 256, Split = Split.HeldOut)]
    public abstract PromptSet HeldOut();

    [Reinforce(Iterations = 60)]
    [MirrorDescent]
    [ExactAnswerReward]
    [Tools<AdderOfTwo>]
    public abstract Policy LongCot(Policy sft, PromptSet problems);

    [Evaluate]
    [ExactAnswerReward]
    [Tools<AdderOfTwo>]
    public abstract Evaluation WithTools(Policy sft, Policy longCot, PromptSet heldOut);

    [Evaluate]
    [ExactAnswerReward]
    public abstract Evaluation Bare(Policy sft, Policy longCot, PromptSet heldOut);
}

/// <summary>Adds numbers.</summary>
public sealed class AdderOfTwo
{
    /// <summary>Adds two numbers.</summary>
    [Description("Adds two numbers")]
    public static int Add(int left, int right) => left + right;
}
