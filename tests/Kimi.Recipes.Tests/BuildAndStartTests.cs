using System.Text.RegularExpressions;
using Kimi.Generators.Analyzers;
using Kimi.Generators.Tests.Harness;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Kimi.Recipes.Tests;

/// <summary>A run says the same about a changed configuration file as the build.</summary>
public sealed partial class BuildAndStartTests
{
    private static readonly Lazy<Compilation> s_recipes = new(Compile);

    [Theory]
    [InlineData("""{ "quickstar": {}, "Kimi": { "Thread": 1, "Threads": -1, "Device": "gpu" }, "quickstart": 5, "gsm8k": [1] }""")]
    [InlineData("""{ "quickstart": { "LongCott": { "Iterations": 1 }, "Sede": 1, "Seed": "x", "Empty": {}, "None": null, "List": [] } }""")]
    [InlineData(
        """{ "quickstart": { "LongCot": { "LenghtPenalty": { "Weight": 1 }, "LengthPenalty": { "Wait": 1 }, "MirrorDescent": 3,"""
        + """ "ExactAnswerReward": null } } }""")]
    [InlineData("""{ "quickstart": { "Problems": [], "HeldOut": [1], "Traces": true, "Sft": null, "Merged": {} } }""")]
    [InlineData(
        """{ "quickstart": { "LongCot": { "Iterations": 1.5, "Temperature": "hot", "ResetOptimizer": "yes", "LearningRate": null,"""
        + """ "SamplesPerPrompt": [2], "MicroBatchTokens": {}, "CheckpointEvery": { "a": 1 } } } }""")]
    [InlineData(
        """{ "quickstart": { "LongCot": { "Iterations": 1e2, "Temperature": "1e-1", "ResetOptimizer": "TRUE", "LearningRate": "0x1","""
        + """ "SamplesPerPrompt": " 8 ", "MicroBatchTokens": "+64", "CheckpointEvery": [] } } }""")]
    [InlineData(
        """{ "quickstart": { "LongCot": { "Iterations": 2147483648, "Temperature": 1e999, "LearningRate": "1,5", "StepsPerIteration": "0x10","""
        + """ "GradientClip": "Infinity", "MaxResponseTokens": 1.0 } } }""")]
    [InlineData(
        """{ "quickstart": { "Problems": { "Split": "1" }, "HeldOut": { "Split": "all" }, "Merged": { "Weights": [0.5, null] },"""
        + """ "Initial": { "Alphabet": 5, "TieEmbeddings": 1 } } }""")]
    [InlineData(
        """{ "quickstart": { "Problems": { "Split": "" }, "HeldOut": { "Split": "Train, All" }, "Merged": { "Weights": "0.5; 0.5" },"""
        + """ "Initial": { "Alphabet": true, "TieEmbeddings": "False" } } }""")]
    [InlineData("""{ "quickstart": { "Merged": { "Weights": [] }, "Initial": { "Alphabet": null } } }""")]
    [InlineData("""{ "quickstart": { "Merged": { "Weights": { "0": 0.5, "1": "0.6" } } } }""")]
    [InlineData("""{ "quickstart": { "Merged": { "Weights": [[1], {}] } } }""")]
    [InlineData("""{ "quickstart": { "Merged": { "Weights": "0.5, 0.25" }, "Initial": { "KeyValueHeads": 3 } } }""")]
    [InlineData("""{ "quickstart": { "Initial": { "ContextLength": 100, "Layers": 0 }, "Sft": { "Steps": 50, "LearningRate": 5 } } }""")]
    [InlineData("""{ "quickstart": { "LongCot": { "SamplesPerPrompt": 1, "StepsPerIteration": 3, "Iterations": 10, "LengthPenalty": { "Weight": -1 } } } }""")]
    [InlineData(
        """{ "quickstart": { "LongCot": { "LengthPenalty": { "Weight": 0 } }, "HeldOut": { "Split": "Train" },"""
        + """ "LongCotReport": { "ExactAnswerReward": { "Marker": "", "Weight": 200 } } } }""")]
    [InlineData("""{ "quickstart:LongCot:Iterations": 0, "quickstart": { "Sft:Stepps": 4, "LongCot:LengthPenalty": { "Weight": "heavy" } } }""")]
    [InlineData("""{ "quickstart": { "Seed": 1, "seed": 2 } }""")]
    [InlineData("""{ "quickstart" { } }""")]
    public async Task A_file_is_reported_the_same_way(string json) =>
        AssertSame(await BuildAsync(("kimi.json", json)), await StartAsync([], ("kimi.json", json)));

    [Fact]
    public async Task A_profile_is_reported_the_same_way()
    {
        (string, string)[] files =
        [
            ("kimi.json", """{ "quickstart": { "LongCot": { "MaxResponseTokens": 70, "Iterations": 60 } } }"""),
            ("kimi.small.json",
                """{ "quickstart": { "Initial": { "ContextLength": 64 }, "LongCot": { "Iterations": 12, "SamplesPerPrompt": 1 }, "Sfft": { "Steps": 1 } } }"""),
        ];

        AssertSame(await BuildAsync(files), await StartAsync(["--profile", "small"], files));
    }

    private static void AssertSame(IReadOnlyList<string> build, IReadOnlyList<string> start)
    {
        Assert.NotEmpty(build);
        var differences = build.Except(start).Select(line => $"only at build: {line}").Concat(start.Except(build).Select(line => $"only at start: {line}"));
        Assert.True(build.SequenceEqual(start), string.Join('\n', differences));
    }

    private static async Task<IReadOnlyList<string>> BuildAsync(params (string Name, string Json)[] files)
    {
        var options = new AnalyzerOptions([.. files.Select(AdditionalText (file) => new TextFile(file.Name, file.Json))]);
        var diagnostics = await s_recipes.Value.WithAnalyzers([new JsonAnalyzer()], options).GetAnalyzerDiagnosticsAsync();
        return [.. diagnostics.Select(d => $"{d.Id}: {d.GetMessage()}").Order(StringComparer.Ordinal)];
    }

    private static async Task<IReadOnlyList<string>> StartAsync(string[] arguments, params (string Name, string Json)[] files)
    {
        using var recipes = new RecipeProcess();
        foreach (var (name, json) in files)
            File.WriteAllText(Path.Combine(recipes.Folder, name), json);
        var (_, output) = await recipes.RunAsync(["show", "quickstart", .. arguments]);
        var lines = output.Replace($" ({recipes.Folder}{Path.DirectorySeparatorChar}kimi.json)", "", StringComparison.Ordinal)
            .Split('\n')
            .Select(line => Line().Match(line))
            .Where(line => line.Success);
        return [.. lines.Select(line => $"{line.Groups["id"]}: {line.Groups["sentence"]}").Order(StringComparer.Ordinal)];
    }

    private static Compilation Compile()
    {
        var sources = Directory.EnumerateFiles(Path.Combine(Repository.Root, "recipes"), "*.cs", SearchOption.AllDirectories)
            .Where(path => !path.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal))
            .Select(File.ReadAllText)
            .Prepend(
                "global using System; global using System.Collections.Generic; global using System.IO; global using System.Linq; "
                + "global using System.Threading; global using System.Threading.Tasks;");
        var references = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Select(path => MetadataReference.CreateFromFile(path));
        return CSharpCompilation.Create("Recipes", sources.Select(source => CSharpSyntaxTree.ParseText(source)), references);
    }

    // A compiler reports file, line and column itself.
    [GeneratedRegex(@"^(warning )?(?<id>KIMI\d{4}): (kimi[.a-z]*\(\d+,\d+\): )?(?<sentence>.*)$")]
    private static partial Regex Line();
}
