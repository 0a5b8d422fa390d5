using Kimi.Dsl;

namespace Kimi.Recipes.Stories;

/// <summary>The beginning of a story, and the words that the rest is to name.</summary>
[ProblemType("story")]
public sealed record StoryProblem : Problem
{
    /// <summary>The words.</summary>
    public required ValueList<string> Words { get; init; }
}

/// <summary>Begins stories about a child, a thing and an animal: <c>Once upon a time, Tim had a red ball and a dog.</c></summary>
[ImplementationVersion(1)]
public sealed class StoryProblems : IProblemSource<StoryProblem>
{
    private static readonly string[] s_names = ["Tim", "Lily", "Ben", "Sue", "Max", "Mia", "Tom", "Anna", "Sam", "Lucy"];
    private static readonly string[] s_colours = ["red", "blue", "big", "small", "new", "old"];
    private static readonly string[] s_things = ["ball", "car", "box", "hat", "book", "toy", "cake", "boat"];
    private static readonly string[] s_animals = ["dog", "cat", "bird", "fish", "frog", "bear"];

    /// <inheritdoc/>
    public IEnumerable<StoryProblem> Problems(Random random)
    {
        while (true)
        {
            var (name, thing, animal) = (Any(s_names), Any(s_things), Any(s_animals));
            var beginning = $"Once upon a time, {name} had a {Any(s_colours)} {thing} and a {animal}.";
            yield return new() { Id = beginning, Prompt = beginning, Words = [name, thing, animal] };
        }

        string Any(string[] words) => words[random.Next(words.Length)];
    }
}
