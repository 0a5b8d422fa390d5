namespace Kimi.Packages.Tests;

/// <summary>What users get: packages and a template, in projects that know nothing of this repository.</summary>
/// <param name="feed">The packages.</param>
public sealed class PackageTests(PackedFeed feed) : IClassFixture<PackedFeed>
{
    private const string Version = "0.1.0";

    private const string Project = $"""
        <Project Sdk="Microsoft.NET.Sdk">
          <PropertyGroup>
            <TargetFramework>net10.0</TargetFramework>
            <Nullable>enable</Nullable>
            <ImplicitUsings>enable</ImplicitUsings>
            <TreatWarningsAsErrors>true</TreatWarningsAsErrors>
          </PropertyGroup>
          <ItemGroup><PackageReference Include="Kimi.Dsl" Version="{Version}" /></ItemGroup>
        </Project>
        """;

    private const string Recipe = """
        using Kimi.Dsl;

        namespace MyTeam;

        [Recipe("mine")]
        public abstract partial class Mine
        {
            [InitializeTransformer(Layers = 2)] public abstract Policy Initial();
            [InitializeTransformer(Layers = 3)] public abstract Policy Other();
            [MergeWeights] public abstract Policy Merged(Policy initial, Policy start);
        }
        """;

    [Fact]
    public async Task The_template_gives_a_project_that_builds_and_runs()
    {
        var hive = Path.Combine(feed.Folder, "hive");
        await DotnetProcess.SucceedAsync(feed.Folder, "new", "install", Path.Combine(feed.Packages, $"Kimi.Templates.{Version}.nupkg"), "--debug:custom-hive", hive);
        await DotnetProcess.SucceedAsync(feed.Folder, "new", "kimi-recipe", "-n", "MyTeam.Recipes", "--debug:custom-hive", hive);
        var folder = Path.Combine(feed.Folder, "MyTeam.Recipes");

        var build = await DotnetProcess.SucceedAsync(folder, "build", "-nologo", "-warnaserror");
        Assert.Contains("0 Warning(s)", build, StringComparison.Ordinal);
        var run = await DotnetProcess.SucceedAsync(folder, "run", "--no-build", "--", "run", "sums");
        Assert.Contains("Tuned.accuracy", await File.ReadAllTextAsync(Path.Combine(folder, "runs", "sums", "latest", "summary.json")), StringComparison.Ordinal);
        Assert.Contains("Report", run, StringComparison.Ordinal);

        // Its configuration is checked with it, too.
        await File.WriteAllTextAsync(Path.Combine(folder, "kimi.json"), """{ "sums": { "Tuned": { "Iteration": 3 } } }""");
        var (code, output) = await DotnetProcess.RunAsync(folder, "build", "-nologo");
        Assert.NotEqual(0, code);
        Assert.Contains("kimi.json(1,24): error KIMI7002: sums:Tuned has no option 'Iteration' (kimi.json): did you mean 'Iterations'?", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_recipe_of_a_library_that_references_the_language_alone_is_checked()
    {
        var folder = Directory.CreateDirectory(Path.Combine(feed.Folder, "library")).FullName;
        await File.WriteAllTextAsync(Path.Combine(folder, "Library.csproj"), Project);
        await File.WriteAllTextAsync(Path.Combine(folder, "Mine.cs"), Recipe);

        var (code, output) = await DotnetProcess.RunAsync(folder, "build", "-nologo");

        Assert.NotEqual(0, code);
        Assert.Contains("Mine.cs(10,73): error KIMI2001: stage 'Merged' takes 'start', which no stage makes", output, StringComparison.Ordinal);
        Assert.False(output.Contains("error CS", StringComparison.Ordinal), output);

        await File.WriteAllTextAsync(Path.Combine(folder, "Mine.cs"), Recipe.Replace("Policy start", "[From(nameof(Initial))] Policy start", StringComparison.Ordinal)
            .Replace("    [InitializeTransformer(Layers = 3)] public abstract Policy Other();\n", "", StringComparison.Ordinal));
        await DotnetProcess.SucceedAsync(folder, "build", "-nologo");
    }
}
