// Stack: prime-rl
// Kind: the one method that is described is not public
// Caught: build
using System.ComponentModel;
using Kimi.Dsl;

namespace Acme;

[Recipe("tool-that-is-private")]
public abstract partial class ToolThatIsPrivate
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
    [Tools<Adder>(MaxReplyTokens = 128)] //! KIMI8010
    public abstract Policy LongCot(Policy sft, PromptSet problems);
}

/// <summary>Adds numbers.</summary>
public sealed class Adder
{
    [Description("Adds two numbers")]
    internal static int Add(int left, int right) => left + right;
}
