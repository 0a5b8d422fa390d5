using Acme;

namespace Kimi.Recipes.Tests;

/// <summary>
/// The build puts the options of classes into the graph, and the start finds where they came from by reflection: a value of another class than the build took
/// would not be that of the graph, and its source would be <c>attribute</c>.
/// </summary>
public sealed class ClassOptionsTests
{
    [Theory]
    [InlineData("class-options", "LongCot",
        "MaxResponseTokens = 64 (class ClassOptions)", "TopP = 0.8 (class ClassOptions)", "Iterations = 24 (class ClassOptions)",
        "SamplesPerPrompt = 4 (attribute)", "Weight = 0.1 (class ClassOptions)", "FromIteration = 3 (attribute)")]
    [InlineData("class-options", "Report", "MaxResponseTokens = 64 (class ClassOptions)", "TopP = 0.9 (class ClassOptions)")]
    [InlineData("class-options", "Start", "Folder = \"checkpoint\" (class ClassOptions)")]
    [InlineData("more-class-options", "LongCot",
        "MaxResponseTokens = 64 (class ClassOptions)", "TopP = 0.7 (class MoreClassOptions)", "Iterations = 48 (class MoreClassOptions)",
        "SamplesPerPrompt = 4 (attribute)")]
    [InlineData("more-class-options", "Report", "TopP = 0.7 (class MoreClassOptions)")]
    public async Task Build_and_start_agree_on_what_a_class_gives(string recipe, string stage, params string[] expected)
    {
        using var recipes = new RecipeProcess(typeof(AdditionProblems));

        var (_, output) = await recipes.RunAsync("show", recipe);

        var lines = output.Split('\n').SkipWhile(line => !line.StartsWith($"├── {stage} ", StringComparison.Ordinal)).Skip(1)
            .TakeWhile(line => line.StartsWith('│')).Select(line => line.TrimStart('│', '├', '└', '─', ' ').TrimEnd()).ToList();
        Assert.Equal(expected.Order(), lines.Intersect(expected).Order());
    }
}
