using Acme;
using Kimi.Generators.Tests.Gallery;
using Kimi.Generators.Tests.Harness;

namespace Kimi.Recipes.Tests;

/// <summary>The mistakes of the gallery that only a run can detect: this project's own command line runs them.</summary>
public sealed class MistakeAtStartTests
{
    private static readonly string s_folder = Path.Combine(Repository.Tests, "Mistakes", "AtStart");

    public static TheoryData<string> Names => [.. All()];

    /// <summary>Those that are not in an argument that only a run takes.</summary>
    public static TheoryData<string> NamesForPlans => [.. All().Where(name => name != "MisspeltLastStage")];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_mistake_ends_the_run_with_one_line_before_it_writes_or_computes_anything(string name)
    {
        var mistake = MistakeHeader.Read(Path.Combine(s_folder, $"{name}.cs"));
        using var recipes = Process(name, mistake);

        var (exitCode, output) = await recipes.RunAsync([.. mistake.Arguments]);

        Assert.True(exitCode == 2, $"code {exitCode}: {output}");
        var line = Assert.Single(output.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.Contains(mistake.Says, line);
        Assert.DoesNotContain("Exception", line);
        Assert.False(Directory.Exists(recipes.Runs), "something was written to the runs folder");
    }

    [Theory]
    [MemberData(nameof(NamesForPlans))]
    public async Task A_plan_refuses_what_a_run_refuses_in_the_same_words(string name)
    {
        var mistake = MistakeHeader.Read(Path.Combine(s_folder, $"{name}.cs"));
        using var recipes = Process(name, mistake);

        var (_, run) = await recipes.RunAsync([.. mistake.Arguments]);
        var (exitCode, output) = await recipes.RunAsync(["plan", .. mistake.Arguments.Skip(1)]);

        Assert.True(exitCode == 2, $"code {exitCode}: {output}");
        Assert.Contains(run.Trim(), output);
        Assert.False(Directory.Exists(recipes.Runs), "something was written to the runs folder");
    }

    private static IEnumerable<string> All() => Directory.GetFiles(s_folder, "*.cs").Select(path => Path.GetFileNameWithoutExtension(path)).Order();

    private static RecipeProcess Process(string name, MistakeHeader mistake)
    {
        var recipes = new RecipeProcess(typeof(AdditionProblems));
        foreach (var file in Directory.GetFiles(s_folder, $"{name}.*").Where(file => !file.EndsWith(".cs", StringComparison.Ordinal)))
            File.Copy(file, Path.Combine(recipes.Folder, Path.GetFileName(file)[(name.Length + 1)..]));
        foreach (var variable in mistake.Environment)
            recipes.Environment.Add(variable.Split('=', 2)[0], variable.Split('=', 2)[1]);
        return recipes;
    }
}
