using System.Text.Json.Nodes;
using Kimi.Dsl;
using Kimi.Recipes.Programs;

namespace Kimi.Recipes.Tests;

/// <summary>The recipe of small programs.</summary>
public sealed class CodeMiniTests
{
    [Fact]
    public async Task The_smoke_profile_trains_on_programs_that_the_interpreter_judges()
    {
        using var recipes = new RecipeProcess();

        var (exitCode, output) = await recipes.RunAsync("run", "code-mini", "--profile", "smoke", "--threads", "1");

        Assert.True(exitCode == 0, output);
        var summary = JsonNode.Parse(File.ReadAllText(Path.Combine(recipes.Runs, "code-mini", "latest", "summary.json")))!;
        Assert.Equal(32, (double)summary["stages"]!["TunedReport"]!["metrics"]!["problems"]!);
        Assert.Contains(Rollouts(recipes, "code-mini"), line => line.Contains(", Postfix 1", StringComparison.Ordinal));
    }

    [SkippableFact]
    public async Task The_same_recipe_trains_on_python_in_the_sandbox()
    {
        Skip.If(!File.Exists("/usr/bin/bwrap") && Environment.GetEnvironmentVariable("CI") != "true", "bubblewrap is not installed");
        using var recipes = new RecipeProcess();

        var (exitCode, output) = await recipes.RunAsync("run", "code-mini-python", "--profile", "smoke", "--threads", "1");

        Assert.True(exitCode == 0, output);
        Assert.Contains(Rollouts(recipes, "code-mini-python"), line => line.Contains(", Python 3", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("x+3*y=", 2, 5, 25)]
    [InlineData("x-y<4>1=", 9, 2, 4)]
    [InlineData("x-y<4>1=", 2, 9, 1)]
    public void A_calculation_goes_from_left_to_right(string text, long x, long y, long result) => Assert.Equal(result, Calculation.Parse(text).Result(x, y));

    [Fact]
    public void Programs_are_written_in_both_languages()
    {
        var calculation = Calculation.Parse("x+3*y<9=");

        Assert.Equal("x 3 + y * 9 min", calculation.Program(ProgramLanguage.Postfix));
        Assert.Equal("f=lambda x,y:min(((x+3)*y),9)", calculation.Program(ProgramLanguage.Python));
        Assert.Equal("x+3*y<9=", calculation.ToString());
    }

    [Theory]
    [InlineData(ProgramLanguage.Postfix)]
    [InlineData(ProgramLanguage.Python)]
    public void Tests_have_the_results_and_a_careful_teacher_writes_what_the_alphabet_has(ProgramLanguage language)
    {
        var source = new ProgramProblems(new() { Language = language });
        var teacher = new ProgramTraces(new() { SlipRate = 0 });

        foreach (var problem in source.Problems(new Random(1)).Take(50))
        {
            var calculation = Calculation.Parse(problem.Prompt.Text);
            var results = problem.Tests switch
            {
                CodeTests.Streams streams => streams.Tests.Select(test => (test.Input.Split(' '), test.Output)),
                CodeTests.Calls calls => calls.Tests.Select(test => (test.Arguments.Trim('[', ']').Split(','), test.Result)),
                _ => [],
            };
            Assert.Equal(6, results.Count());
            Assert.All(results, test => Assert.Equal($"{calculation.Result(long.Parse(test.Item1[0]), long.Parse(test.Item1[1]))}", test.Item2));
            var program = teacher.Respond(problem, new Random(1));
            Assert.Equal(calculation.Program(language), program);
            Assert.All(problem.Prompt.Text + program, character => Assert.Contains(character, ProgramTraces.Alphabet));
        }
    }

    private static IEnumerable<string> Rollouts(RecipeProcess recipes, string recipe) =>
        Directory.EnumerateFiles(Path.Combine(recipes.Runs, recipe, "latest", "Tuned", "log", "rollouts")).SelectMany(File.ReadLines);
}
