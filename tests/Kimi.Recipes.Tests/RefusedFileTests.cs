using Acme;
using Kimi.Tests;

namespace Kimi.Recipes.Tests;

/// <summary><c>plan</c> and <c>run</c> refuse a configuration file by one line, that of the build, which the tests of the gallery show.</summary>
public sealed class RefusedFileTests
{
    public static TheoryData<string, string> Cases
    {
        get
        {
            var cases = new TheoryData<string, string>();
            foreach (var (json, line) in RefusedFiles.All)
                cases.Add(json, line);
            return cases;
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task A_plan_and_a_run_say_the_line_of_the_build(string json, string line)
    {
        using var recipes = new RecipeProcess(typeof(AdditionProblems));
        await File.WriteAllTextAsync(Path.Combine(recipes.Folder, "kimi.json"), json);

        foreach (var command in new[] { "plan", "run" })
        {
            var (exitCode, output) = await recipes.RunAsync(command, "set-group");

            Assert.True(exitCode == 2, $"code {exitCode}: {output}");
            Assert.Equal(line, Assert.Single(output.Split('\n', StringSplitOptions.RemoveEmptyEntries)));
            Assert.False(Directory.Exists(recipes.Runs), "something was written to the runs folder");
        }
    }
}
