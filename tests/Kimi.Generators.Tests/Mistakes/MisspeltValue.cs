// Mistake: I wrote 'germn' where my source takes 'german'
// Pain: 1
// Caught: build
using System.ComponentModel.DataAnnotations;
using Kimi.Dsl;

namespace Acme;

[Recipe("word-problems")]
public abstract partial class WordProblems
{
    [StoryProblems(Count = 512, {|KIMI5001:Language = "germn"|})]
    public abstract PromptSet Problems();

    [Demonstrations<AdditionSteps>]
    public abstract Demonstrations Traces(PromptSet problems);
}

/// <summary>Word problems in several languages.</summary>
public sealed class StoryProblemsAttribute : ProblemsAttribute<StoryProblems>
{
    /// <summary>The language.</summary>
    [AllowedValues("english", "german", "chinese")]
    public string Language { get; set; } = "english";
}

/// <summary>Makes word problems.</summary>
public sealed class StoryProblems(StoryProblemsAttribute options) : IProblemSource<MathProblem>
{
    /// <inheritdoc/>
    public IEnumerable<MathProblem> Problems(Random random) =>
        [new() { Id = "1", Prompt = $"How much is one and one? Answer in {options.Language}.", Answer = "2" }];
}
