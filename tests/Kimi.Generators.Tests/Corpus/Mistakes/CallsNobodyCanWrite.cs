// Stack: SkyRL
// Kind: the policy has no letters to call a tool with
// Caught: build
using System.ComponentModel;
using Kimi.Dsl;

namespace Acme;

[Recipe("calls-nobody-can-write")]
public abstract partial class CallsNobodyCanWrite
{
    [Problems<AdditionProblems>(Count = 4_096)]
    public abstract PromptSet Problems();

    [Demonstrations<AdditionSteps>]
    public abstract Demonstrations Traces(PromptSet problems);

    [InitializeTransformer(Layers = 6, ContextLength = 2_048, Alphabet = "0123456789+=#")]
    public abstract Policy Initial();

    [FineTune(Steps = 500)]
    public abstract Policy Sft(Policy initial, Demonstrations traces);

    [Reinforce(Iterations = 80)]
    [MirrorDescent]
    [ExactAnswerReward]
    [Tools<Adder>] //! KIMI6009
    public abstract Policy LongCot(Policy sft, PromptSet problems);
}

/// <summary>Adds numbers.</summary>
public sealed class Adder
{
    /// <summary>Adds two numbers.</summary>
    [Description("Adds two numbers")]
    public static int Add(int left, int right) => left + right;
}
