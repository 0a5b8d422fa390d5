// Stack: verl
// Kind: the result of a tool is the name of a type, not what is in the list
// Caught: build
using System.ComponentModel;
using Kimi.Dsl;

namespace Acme;

[Recipe("tool-says-its-type")]
public abstract partial class ToolSaysItsType
{
    [LoadPolicy("models/qwen2.5-3b-instruct")]
    public abstract Policy Base();

    [ProblemsFile(Path = "sorting.jsonl", Layout = ProblemLayout.Verl)]
    public abstract PromptSet Problems();

    [Reinforce(Iterations = 120, PromptsPerIteration = 32, MaxResponseTokens = 1_024, LearningRate = 1e-6)]
    [Grpo]
    [MathReward]
    [Tools<Lists>(MaxTurns = 5, MaxReplyTokens = 512)]
    public abstract Policy Agent([From(nameof(Base))] Policy start, PromptSet problems);
}

/// <summary>Works on lists.</summary>
public sealed class Lists
{
    /// <summary>Sorts.</summary>
    /// <param name="numbers">The numbers.</param>
    [Description("Sorts numbers, the smallest first.")]
    public string Sort(int[] numbers) => $"sorted: {numbers.Order().ToArray()}"; //! KIMI8030

    /// <summary>Adds.</summary>
    /// <param name="numbers">The numbers.</param>
    [Description("Adds up numbers.")]
    public long Sum(int[] numbers) => numbers.Sum(number => (long)number);
}
