using System.Text.Json;
using System.Text.RegularExpressions;

namespace Kimi.Packages.Tests;

/// <summary>What users get: packages and a template, in projects that know nothing about this repository.</summary>
/// <param name="feed">The packages.</param>
[Collection(nameof(PackedFeed))]
public sealed partial class ConsumerTests(PackedFeed feed)
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
        #pragma warning disable KIMI6017 // A merge of one policy makes what it takes.
        namespace MyTeam;

        [Recipe("mine")]
        public abstract partial class Mine
        {
            [InitializeTransformer] public abstract Policy Initial(); [MergeWeights] public abstract Policy Second(Policy initial);
            [MergeWeights] public abstract Policy Merged(Policy initial, [From("Second")] Policy other);
            public static RecipeGraph OfAll => Graph;
        }
        """;

    private const string OwnStage = """
        using Kimi.Dsl;
        using Kimi.Runtime.Objectives;
        using Kimi.Torch.Models;
        using Kimi.Torch.Optimization;
        using TorchSharp;
        using static TorchSharp.torch;

        namespace MyTeam;

        public sealed class PreferAttribute : OptimizedStageAttribute, IStageSignature<Policy, Policy>
        {
            public int Steps { get; set; } = 20;

            public override int TotalSteps() => Steps;
        }

        [ImplementationVersion(1)]
        public sealed class Prefer(PolicyLoader policies) : IStage<PreferAttribute, Policy, Policy>
        {
            public Task<Policy> RunAsync(PreferAttribute options, Policy start, StageContext context, CancellationToken cancellationToken)
            {
                using var policy = policies.Load(start);
                var prompt = policy.Tokenizer.Encode("12");
                TokenSequence[] sequences = [new(prompt, policy.Tokenizer.Encode("3")), new(prompt, policy.Tokenizer.Encode("45"))];
                var advantages = Baselines.LessMean([1, 0]).Select(advantage => (float)advantage).ToArray();
                return Task.FromResult(new GradientDescent(options, policy, context).Run(_ =>
                {
                    using var scope = NewDisposeScope();
                    var batch = TokenBatch.Of(sequences, policy.Tokenizer.PadId, policy.Model.Device);
                    var logprobs_BT = policy.Model.TokenLogprobs(batch.Tokens_BT, batch.Targets_BT);
                    var mask_BT = batch.Targets_BT.ne(Transformer.IgnoreIndex).to(ScalarType.Float32);
                    var responses = new ObjectiveBatch(logprobs_BT, logprobs_BT.detach(), mask_BT, tensor(advantages), new(2, 3));
                    ClippedRatio.Gain(responses, 0.2, 0.2).sum().neg().backward();
                    return new BatchResult(logprobs_BT.sum().neg().ToSingle(), 3)
                    {
                        Metrics = new Dictionary<string, double> { ["preferred"] = logprobs_BT[0].sum().ToSingle() - logprobs_BT[1].sum().ToSingle() },
                    };
                }, cancellationToken));
            }
        }

        [Recipe("own")]
        public abstract partial class Own
        {
            [InitializeTransformer(Layers = 1, HiddenSize = 16, AttentionHeads = 2, KeyValueHeads = 1, FeedForwardSize = 24,
                ContextLength = 16, Alphabet = "0123456789")]
            public abstract Policy Initial();

            [Prefer(Steps = 20, WarmupSteps = 0, LearningRate = 1e-2)]
            public abstract Policy Trained(Policy initial);
        }
        """;

    [Fact]
    public async Task A_stage_of_a_team_trains_with_the_kit_of_the_packages()
    {
        var folder = await feed.NewProjectAsync("kit");
        await File.WriteAllTextAsync(Path.Combine(folder, "Own.cs"), OwnStage);
        await EditAsync(
            Path.Combine(folder, "Program.cs"), "RunAsync(args)",
            "RunAsync(args, services => Kimi.Runtime.KimiServiceCollectionExtensions.AddStage<MyTeam.Prefer>(services))");

        await BuildAsync(folder);
        await DotnetProcess.SucceedAsync(folder, "run", "--no-build", "--", "run", "own", "--threads", "1");

        var preferred = File.ReadLines(Path.Combine(folder, "runs", "own", "latest", "Trained", "metrics.jsonl"))
            .Select(line => JsonDocument.Parse(line).RootElement.GetProperty("preferred").GetDouble()).ToList();
        Assert.Equal(20, preferred.Count);
        Assert.True(preferred[^1] > preferred[0] + 1, $"from {preferred[0]} to {preferred[^1]}");
    }

    [Fact]
    public async Task The_template_gives_a_project_that_builds_without_warnings_learns_and_does_the_same_in_every_culture()
    {
        var folder = await feed.NewProjectAsync("MyTeam.Recipes");

        await BuildAsync(folder);

        await DotnetProcess.SucceedAsync(folder, "run", "--no-build", "--", "run", "largest-digit");
        Assert.True(File.Exists(Path.Combine(folder, "bin", "Debug", "net10.0", "kimi.json")));
        using var summary = JsonDocument.Parse(await File.ReadAllBytesAsync(Path.Combine(folder, "runs", "largest-digit", "latest", "summary.json")));
        var metrics = summary.RootElement.GetProperty("stages").GetProperty("Report").GetProperty("metrics");
        Assert.InRange(metrics.GetProperty("Tuned.accuracy").GetDouble(), metrics.GetProperty("Sft.accuracy").GetDouble(), 1);

        var application = Path.Combine(folder, "bin", "Debug", "net10.0", "MyTeam.Recipes.dll");
        var usual = await RunInAsync(folder, application, "C.UTF-8", isInvariant: true);
        // With a decimal comma and points between thousands; with an i that is no I when small; with digits and a minus sign of its own.
        foreach (var culture in new[] { "de_DE.UTF-8", "tr_TR.UTF-8", "ar_SA.UTF-8" })
        {
            foreach (var isInvariant in HasCultures() ? new[] { true, false } : [true])
                Assert.Equal(usual, await RunInAsync(folder, application, culture, isInvariant));
        }
    }

    // Without the library of cultures .NET starts in its invariant mode only.
    private static bool HasCultures() => Directory.EnumerateFiles("/usr/lib", "libicuuc.so*", new EnumerationOptions { RecurseSubdirectories = true }).Any();

    // What a short run writes to the console, without times, and its metrics.
    private static async Task<string> RunInAsync(string folder, string application, string culture, bool isInvariant)
    {
        var runs = Directory.CreateTempSubdirectory("kimi-culture-").FullName;
        try
        {
            string[] settings =
                ["Problems:Count=64", "HeldOut:Count=1500", "Sft:Steps=4", "Sft:WarmupSteps=1", "Sft:LearningRate=1.5e-3", "Tuned:Iterations=2"];
            var environment = new Dictionary<string, string>
            {
                ["LC_ALL"] = culture,
                ["LANG"] = culture,
                ["DOTNET_SYSTEM_GLOBALIZATION_INVARIANT"] = isInvariant ? "1" : "0",
            };
            var (code, output) = await DotnetProcess.RunAsync(
                folder,
                [application, "run", "largest-digit", "--threads", "1", "--runs", runs, .. settings.SelectMany(setting => new[] { "--set", setting })],
                environment, (_, _) => { });
            Assert.True(code == 0, $"{culture}, {(isInvariant ? "" : "not ")}invariant:\n{output}");
            var latest = Path.Combine(runs, "largest-digit", "latest");
            return Times().Replace(output.Replace(runs, "runs", StringComparison.Ordinal), "#")
                + string.Concat(new[] { "Sft", "Tuned" }.Select(stage => File.ReadAllText(Path.Combine(latest, stage, "metrics.jsonl"))));
        }
        finally
        {
            Directory.Delete(runs, recursive: true);
        }
    }

    // What differs from run to run, and the blanks that a table puts around it.
    [GeneratedRegex(@" *(tokens/s [\d,]+|(rollout|train) s [\d.]+|[\d.:]+ (s|min)) *")]
    private static partial Regex Times();

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

        await EditAsync(recipe, """[From("Second")] """, "");
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
