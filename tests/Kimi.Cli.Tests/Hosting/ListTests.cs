using Kimi.Tests;

namespace Kimi.Cli.Tests.Hosting;

/// <summary>A project of which one recipe is wrong.</summary>
public sealed class ListTests : IDisposable
{
    private readonly Shell _line = new()
    {
        Recipes =
        [
            .. NoteRecipe.Entries,
            new("broken", () => throw new InvalidOperationException("no such folder")),
            new("tiny", () => new TinyRecipe().Graph),
        ],
    };

    public void Dispose() => _line.Dispose();

    [Fact]
    public async Task List_marks_a_recipe_that_cannot_be_built_and_shows_the_others()
    {
        Assert.Equal(0, await _line.RunAsync(["list"]));

        Assert.Matches(@"broken\s+cannot run\s+recipe broken cannot be built: no such folder\s", _line.Output);
        Assert.Matches(@"tiny\s+TinyRecipe", _line.Output);
    }

    [Fact]
    public async Task A_recipe_that_cannot_be_built_stops_only_itself()
    {
        Assert.Equal(0, await _line.RunAsync(["run", "song"]));
        Assert.Contains("warning: recipe broken cannot be built: no such folder", _line.Error, StringComparison.Ordinal);

        Assert.Equal(2, await _line.RunAsync(["run", "broken"]));
        Assert.StartsWith("recipe broken cannot be built: no such folder", _line.Error, StringComparison.Ordinal);
    }
}
