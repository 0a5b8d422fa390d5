// Mistake: My prompts take 400 tokens of 512, and I let responses take 200
// Pain: 3
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("long-prompts")]
public abstract partial class LongPrompts
{
    [TableProblems(Count = 4_096, LongestPrompt = 400)]
    public abstract PromptSet Problems();

    [Demonstrations<AdditionSteps>]
    public abstract Demonstrations Traces(PromptSet problems);

    [InitializeTransformer(Layers = 6, ContextLength = 512)]
    public abstract Policy Initial();

    [FineTune(Steps = 500)]
    public abstract Policy Sft(Policy initial, Demonstrations traces);

    [Reinforce(Iterations = 80, {|KIMI6001:MaxResponseTokens = 200|})]
    [MirrorDescent]
    [ExactAnswerReward]
    public abstract Policy LongCot(Policy sft, PromptSet problems);
}

/// <summary>Questions about a table, whose rows fill the prompt.</summary>
[Establishes(Fact.PromptLength, Option = nameof(LongestPrompt))]
public sealed class TableProblemsAttribute : ProblemsAttribute<TableProblems>
{
    /// <summary>The longest prompt, in tokens.</summary>
    public int LongestPrompt { get; set; } = 64;
}

/// <summary>Makes questions about tables.</summary>
public sealed class TableProblems(TableProblemsAttribute options) : IProblemSource<MathProblem>
{
    /// <inheritdoc/>
    public IEnumerable<MathProblem> Problems(Random random) =>
        [new() { Id = "1", Prompt = new string('1', options.LongestPrompt), Answer = "1" }];
}
