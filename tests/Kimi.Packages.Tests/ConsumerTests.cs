using System.Text.Json;

namespace Kimi.Packages.Tests;

/// <summary>What users get: packages and a template, in projects that know nothing about this repository.</summary>
/// <param name="feed">The packages.</param>
[Collection(nameof(PackedFeed))]
public sealed class ConsumerTests(PackedFeed feed)
{
    private const string Library = """
        <Project Sdk="Microsoft.NET.Sdk">
          <PropertyGroup>
            <TargetFramework>net10.0</TargetFramework>
            <Nullable>enable</Nullable>
          </PropertyGroup>
          <ItemGroup>
            <PackageReference Include="Kimi.Dsl" Version="{0}" />
          </ItemGroup>
        </Project>
        """;

    private const string Recipe = """
        using Kimi.Dsl;

        namespace MyTeam;

        [Recipe("mine")]
        public abstract partial class Mine
        {
            [InitializeTransformer] public abstract Policy Initial();
            [MergeWeights] public abstract Policy Merged(Policy initial, [From("Initial")] Policy other);
            public static RecipeGraph OfAll => Graph;
        }
        """;

    [Fact]
    public async Task The_template_gives_a_project_that_builds_without_warnings_and_learns()
    {
        var folder = await feed.NewProjectAsync("MyTeam.Recipes");

        await BuildAsync(folder);

        await DotnetProcess.SucceedAsync(folder, "run", "--no-build", "--", "run", "largest-digit");
        Assert.True(File.Exists(Path.Combine(folder, "bin", "Debug", "net10.0", "kimi.json")));
        using var summary = JsonDocument.Parse(await File.ReadAllBytesAsync(Path.Combine(folder, "runs", "largest-digit", "latest", "summary.json")));
        var metrics = summary.RootElement.GetProperty("stages").GetProperty("Report").GetProperty("metrics");
        Assert.InRange(metrics.GetProperty("Tuned.accuracy").GetDouble(), metrics.GetProperty("Sft.accuracy").GetDouble(), 1);
    }

    [Fact]
    public async Task Referencing_the_command_line_alone_has_recipes_and_their_configuration_checked()
    {
        var folder = await feed.NewProjectAsync("other-team");
        await EditAsync(Path.Combine(folder, "other-team.csproj"), $"""<PackageReference Include="Kimi.Dsl" Version="{feed.Version}" />""", "");
        await File.WriteAllTextAsync(Path.Combine(folder, "kimi.smoke.json"), """{ "largest-digit": { "Tuned": { "Iteration": 3 } } }""");

        var output = await DotnetProcess.FailAsync(folder, "build", "-nologo");

        Assert.Contains("kimi.smoke.json(1,33): error KIMI7002: largest-digit:Tuned has no option 'Iteration' (kimi.smoke.json): did you mean 'Iterations'?",
            output, StringComparison.Ordinal);
        Assert.False(output.Contains("error CS", StringComparison.Ordinal), output);
        var promoted = await DotnetProcess.SucceedAsync(folder, "msbuild", "-getProperty:WarningsAsErrors");
        Assert.Contains("CS9057;CS8785", promoted, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_library_that_references_the_language_alone_has_its_recipes_generated_and_checked()
    {
        var folder = Directory.CreateDirectory(Path.Combine(feed.Folder, "Library")).FullName;
        var recipe = Path.Combine(folder, "Mine.cs");
        await File.WriteAllTextAsync(Path.Combine(folder, "Library.csproj"), Library.Replace("{0}", feed.Version, StringComparison.Ordinal));
        await File.WriteAllTextAsync(recipe, Recipe);

        await BuildAsync(folder);

        await EditAsync(recipe, """[From("Initial")] """, "");
        var output = await DotnetProcess.FailAsync(folder, "build", "-nologo", "--no-restore");
        Assert.Contains("Mine.cs(9,73): error KIMI2001: stage 'Merged' takes 'other', which no stage makes", output, StringComparison.Ordinal);
    }

    private static Task<string> BuildAsync(string folder) => DotnetProcess.SucceedAsync(folder, "build", "-nologo", "-warnaserror");

    private static async Task EditAsync(string file, string old, string replacement)
    {
        var text = await File.ReadAllTextAsync(file);
        Assert.Contains(old, text, StringComparison.Ordinal);
        await File.WriteAllTextAsync(file, text.Replace(old, replacement, StringComparison.Ordinal));
    }
}
