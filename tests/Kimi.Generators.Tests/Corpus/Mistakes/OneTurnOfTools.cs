// Stack: SkyRL
// Kind: the policy may call tools and has one turn, so it never reads a result
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("one-turn-of-tools")]
public abstract partial class OneTurnOfTools
{
    [Problems<AdditionProblems>(Count = 4_096)]
    public abstract PromptSet Problems();

    [Demonstrations<AdditionSteps>]
    public abstract Demonstrations Traces(PromptSet problems);

    [InitializeTransformer(Layers = 6, ContextLength = 1_024)]
    public abstract Policy Initial();

    [FineTune(Steps = 500)]
    public abstract Policy Sft(Policy initial, Demonstrations traces);

    [Reinforce(Iterations = 60)]
    [MirrorDescent]
    [ExactAnswerReward]
    [Tools<Adder>(MaxTurns = 1)] //! KIMI5011
    public abstract Policy LongCot(Policy sft, PromptSet problems);
}

/// <summary>Adds numbers.</summary>
public sealed class Adder
{
    /// <summary>Adds two numbers.</summary>
    public static int Add(int left, int right) => left + right;
}
