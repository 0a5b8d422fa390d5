using System.Diagnostics;
using Kimi.Tests;

namespace Kimi.Recipes.Tests;

/// <summary>A finished run in a folder that cannot be written to, such as a colleague's.</summary>
public sealed class ReadOnlyRunsTests
{
    // What a mode forbids is allowed to root, unless it gives that capability up.
    private static readonly string[] s_withoutPower = ["setpriv", "--bounding-set", "-dac_override,-dac_read_search", "--inh-caps=-all"];

    [Fact]
    public async Task A_finished_run_is_shown_and_reported_from_a_folder_that_cannot_be_written_to()
    {
        using var recipes = new RecipeProcess(typeof(MisbehavingRecipe));
        var (ran, output) = await recipes.RunAsync("run", "misbehaving");
        Assert.True(ran == 0, output);
        var files = FilesOf(recipes.Runs);
        await ModeAsync("a-w", recipes.Runs);
        try
        {
            if (Environment.IsPrivilegedProcess)
                recipes.Through = s_withoutPower;

            Assert.Contains("2 of 2", await SucceedAsync(recipes, "runs"), StringComparison.Ordinal);
            Assert.Contains("Handled", await SucceedAsync(recipes, "show", "misbehaving"), StringComparison.Ordinal);
            Assert.Contains("All of it is as it was written.", await SucceedAsync(recipes, "verify"), StringComparison.Ordinal);
            var elsewhere = Path.Combine(recipes.Folder, "elsewhere", "report.html");
            await SucceedAsync(recipes, "report", "misbehaving", "--output", elsewhere);
            Assert.Contains("<b>Handled</b>", await File.ReadAllTextAsync(elsewhere), StringComparison.Ordinal);

            var (reported, told) = await recipes.RunAsync("report", "misbehaving");
            Assert.Equal(2, reported);
            Assert.Matches("^the report cannot be written to .+report.html .+: choose another file with --output$", told.TrimEnd('\n'));
            Told.AssertMessage(told.TrimEnd('\n'));
            var (again, refused) = await recipes.RunAsync("run", "misbehaving");
            Assert.Equal(2, again);
            Assert.Matches(@"^cannot write to the runs folder 'runs' .+: make it writable, or choose another with --runs <folder>$", refused.TrimEnd('\n'));
            Assert.Equal(files, FilesOf(recipes.Runs));
        }
        finally
        {
            await ModeAsync("u+w", recipes.Runs);
        }
    }

    private static async Task<string> SucceedAsync(RecipeProcess recipes, params string[] arguments)
    {
        var (code, output) = await recipes.RunAsync(arguments);
        Assert.True(code == 0, output);
        return output;
    }

    private static List<string> FilesOf(string folder) => [.. Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal)];

    private static async Task ModeAsync(string mode, string folder)
    {
        using var changing = Process.Start("chmod", ["-R", mode, folder]);
        await changing.WaitForExitAsync();
        Assert.Equal(0, changing.ExitCode);
    }
}
