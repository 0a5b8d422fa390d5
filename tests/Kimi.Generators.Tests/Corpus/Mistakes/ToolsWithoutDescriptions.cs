// Stack: SkyRL
// Kind: a class of tools has no method with a description, so there is none to call
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("tools-without-descriptions")]
public abstract partial class ToolsWithoutDescriptions
{
    [Problems<AdditionProblems>(Count = 4_096)]
    public abstract PromptSet Problems();

    [LoadPolicy("models/base")]
    public abstract Policy Base();

    [Reinforce(Iterations = 80)]
    [MirrorDescent]
    [ExactAnswerReward]
    [Tools<Calculator>] //! KIMI8010
    public abstract Policy LongCot([From(nameof(Base))] Policy start, PromptSet problems);
}

/// <summary>Calculates.</summary>
public sealed class Calculator
{
    /// <summary>Adds two numbers.</summary>
    public static int Add(int left, int right) => left + right;
}
