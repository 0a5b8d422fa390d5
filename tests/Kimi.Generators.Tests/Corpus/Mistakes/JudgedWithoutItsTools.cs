// Stack: SkyRL
// Kind: trained with tools, evaluated without
// Caught: build
using System.ComponentModel;
using Kimi.Dsl;

namespace Acme;

[Recipe("judged-without-its-tools")]
public abstract partial class JudgedWithoutItsTools
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
    [Tools<Adder>]
    public abstract Policy LongCot(Policy sft, PromptSet problems);

    [Evaluate] //! KIMI6011
    [ExactAnswerReward]
    public abstract Evaluation Report(Policy longCot, PromptSet heldOut);
}

/// <summary>Adds numbers.</summary>
public sealed class Adder
{
    /// <summary>Adds two numbers.</summary>
    [Description("Adds two numbers")]
    public static int Add(int left, int right) => left + right;
}
