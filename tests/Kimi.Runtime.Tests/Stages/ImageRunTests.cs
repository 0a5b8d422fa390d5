using Kimi.Dsl;
using Kimi.Runtime.Tests.Execution;
using Kimi.Tests;
using Kimi.Torch.Models;

namespace Kimi.Runtime.Tests.Stages;

/// <summary>Whole runs on images: fine-tuning, reinforcement learning with partial rollouts, and evaluation of a policy that sees.</summary>
public sealed class ImageRunTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_policy_learns_what_a_picture_shows_and_not_what_another_shows()
    {
        using var host = new TestHost();
        var recipe = new PictureRecipe(SeeingPolicies.Save(_folder.File("base")), sftSteps: 150);

        var report = await host.RunAsync(recipe.Graph, recipe.Report);

        // Of four squares, chance is a quarter.
        Assert.InRange(Accuracy(report), 0.9, 1);
        var mixed = await host.RunAsync(recipe.Graph, recipe.MixedReport);
        Assert.InRange(Accuracy(mixed), 0, 0.5);
    }

    [Fact]
    public async Task An_adapter_of_a_policy_that_sees_is_trained_goes_on_and_is_merged()
    {
        using var host = new TestHost();
        var start = SeeingPolicies.Save(_folder.File("base"));
        var recipe = new PictureRecipe(start, sftSteps: 60, new LoraAttribute { Rank = 8, Alpha = 16 });
        var merged = new Stage<MergeAdapterAttribute, Policy, Policy>("Merged", new(), recipe.LongCot);
        var report = new Stage<EvaluateAttribute, IReadOnlyList<Policy>, PromptSet, Evaluation>(
            "Both", new() { MaxResponseTokens = 5 }, StageInput.List<Policy>(recipe.Sft, recipe.LongCot, merged), recipe.HeldOut)
        {
            Rewards = [new ExactAnswerRewardAttribute()],
        };
        var graph = new RecipeGraph("adapted", typeof(ImageRunTests), 1, [.. recipe.Graph.Stages, merged, report]);

        var evaluation = await host.RunAsync(graph, report);

        var adapted = await host.RunAsync(graph, recipe.LongCot);
        Assert.Equal(File.ReadAllBytes(Path.Combine(start, "model.safetensors")), File.ReadAllBytes(Path.Combine(adapted.Folder, "model.safetensors")));
        Assert.Equal(["language_model"], Changed(adapted, await host.RunAsync(graph, merged)));
        Assert.Equal(evaluation.Policies[1].Greedy, evaluation.Policies[2].Greedy);
    }

    [Fact]
    public async Task Outputs_have_their_images_with_them_and_give_back_those_that_the_store_lacks()
    {
        var recipe = new PictureRecipe(SeeingPolicies.Save(_folder.File("base")), sftSteps: 6);
        using var host = new TestHost();
        await host.RunAsync(recipe.Graph, recipe.Traces);
        var store = Path.Combine(host.RunsFolder, ".store", ".images");
        var kept = Directory.GetFiles(store).Select(Path.GetFileName).ToList();
        foreach (var stage in new[] { "Problems", "Traces" })
        {
            var images = Directory.GetDirectories(Path.Combine(host.RunsFolder, ".store"), $"{stage}-*").Single();
            Assert.Superset(Directory.GetFiles(Path.Combine(images, "output", "images")).Select(Path.GetFileName).ToHashSet(), kept.ToHashSet());
        }

        Directory.Delete(store, recursive: true);
        var sft = await host.RunAsync(recipe.Graph, recipe.Sft);

        Assert.True(File.Exists(Path.Combine(sft.Folder, "preprocessor_config.json")));
        Assert.Equal(24, Directory.GetFiles(store).Length);
    }

    [Fact]
    public async Task An_image_of_another_content_is_told()
    {
        var recipe = new PictureRecipe(SeeingPolicies.Save(_folder.File("base")), sftSteps: 6);
        using var host = new TestHost();
        await host.RunAsync(recipe.Graph, recipe.Traces);
        foreach (var file in Directory.GetFiles(Path.Combine(host.RunsFolder, ".store", ".images")))
            File.AppendAllText(file, "x");

        var error = await Assert.ThrowsAsync<KimiException>(() => host.RunAsync(recipe.Graph, recipe.Sft));

        Assert.Contains("is damaged: delete it and run again, which takes the image from the output of its stage", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_policy_of_text_gets_a_tower_that_is_trained_alone_and_then_with_all_the_rest()
    {
        using var host = new TestHost();
        var initial = new Stage<InitializeTransformerAttribute, Policy>("Initial", new()
        {
            Layers = 2,
            HiddenSize = 32,
            AttentionHeads = 2,
            KeyValueHeads = 1,
            FeedForwardSize = 64,
            ContextLength = 32,
            Alphabet = "0123?",
        });
        var words = new Stage<DocumentsAttribute, Corpus>("Words", new DocumentsAttribute<PicturesInWords> { Count = 24 });
        var language = Trained("Language", initial, words, TrainedParts.All, steps: 100);
        var blank = new Stage<AddVisionTowerAttribute, Policy, Policy>(
            "Blank", new() { ImageSize = Pictures.Size, PatchSize = 4, Layers = 1, HiddenSize = 16, AttentionHeads = 2, FeedForwardSize = 24 }, language);
        var pages = new Stage<DocumentsAttribute, Corpus>("Pages", new DocumentsAttribute<PicturePages> { Count = 96 });
        var tower = Trained("Tower", blank, pages, TrainedParts.Vision, steps: 100);
        var joint = Trained("Joint", tower, pages, TrainedParts.All, steps: 10);
        var graph = new RecipeGraph("pages", typeof(ImageRunTests), 1, initial, words, language, blank, pages, tower, joint);

        var trained = await host.RunAsync(graph, joint);

        Assert.Equal(["multi_modal_projector", "vision_tower"], Changed(await host.RunAsync(graph, blank), await host.RunAsync(graph, tower)));
        Assert.Equal(["language_model", "multi_modal_projector", "vision_tower"], Changed(await host.RunAsync(graph, tower), trained));

        // Of a page's three tokens that are predicted, one is a guess among four for a policy that does not look: ln 4 / 3 = 0.462.
        var losses = host.Log.Steps.Where(step => step.Stage == "Tower").Select(step => step.Values["loss"]).ToList();
        Assert.InRange(losses[^10..].Average(), 0, 0.2);

        Stage<PretrainAttribute, Policy, IReadOnlyList<Corpus>, Policy> Trained(
            string name, Stage<Policy> start, Stage<Corpus> corpus, TrainedParts parts, int steps) => new(
            name,
            new()
            {
                Steps = steps,
                BatchSize = 4,
                SequenceLength = 31,
                WarmupSteps = 2,
                LearningRate = 0.005,
                WeightDecay = 0.1,
                Trains = parts,
                MicroBatchTokens = 64,
            },
            start,
            StageInput.List(corpus));
    }

    [Fact]
    public async Task A_part_of_a_policy_that_does_not_see_is_not_trained()
    {
        using var host = new TestHost();
        var tiny = new TinyRecipe();
        var pages = new Stage<DocumentsAttribute, Corpus>("Pages", new DocumentsAttribute<PicturePages> { Count = 4 });
        var tower = new Stage<PretrainAttribute, Policy, IReadOnlyList<Corpus>, Policy>(
            "Tower", new() { Steps = 1, WarmupSteps = 0, SequenceLength = 8, Trains = TrainedParts.Vision }, tiny.Initial, StageInput.List<Corpus>(pages));

        var error = await Assert.ThrowsAsync<KimiException>(() => host.RunAsync(new("r", typeof(ImageRunTests), 1, tiny.Initial, pages, tower)));

        Assert.Contains("the prompt has an image, and the policy has no vision tower", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_policy_of_text_is_not_asked_about_images()
    {
        using var host = new TestHost();
        var tiny = new TinyRecipe();
        var pictures = new Stage<ProblemsAttribute, PromptSet>("Pictures", new ProblemsAttribute<Pictures> { Count = 4, Split = Split.All });
        var report = new Stage<EvaluateAttribute, IReadOnlyList<Policy>, PromptSet, Evaluation>(
            "Seen", new() { MaxResponseTokens = 4 }, StageInput.List<Policy>(tiny.Initial), pictures)
        {
            Rewards = [new ExactAnswerRewardAttribute()],
        };

        var error = await Assert.ThrowsAsync<KimiException>(() => host.RunAsync(new("r", typeof(ImageRunTests), 1, tiny.Initial, pictures, report)));

        Assert.Contains("the prompt has an image, and the policy has no vision tower", error.Message, StringComparison.Ordinal);
    }

    // The parts whose weights differ.
    private static IEnumerable<string> Changed(Policy first, Policy second)
    {
        var (before, after) = (Weights(first), Weights(second));
        return before.Where(entry => !TinyModels.AreEqual(entry.Value, after[entry.Key])).Select(entry => entry.Key.Split('.')[0]).Distinct().Order();

        static Dictionary<string, TorchSharp.torch.Tensor> Weights(Policy policy) => Safetensors.Read(Path.Combine(policy.Folder, "model.safetensors"));
    }

    private static double Accuracy(Evaluation evaluation)
    {
        var greedy = evaluation.Policies.Single().Greedy;
        return (double)greedy.Successes / greedy.Trials;
    }

    private sealed class PictureRecipe
    {
        internal PictureRecipe(string start, int sftSteps, LoraAttribute? adapter = null)
        {
            var problems = new Stage<ProblemsAttribute, PromptSet>("Problems", new ProblemsAttribute<Pictures> { Count = 24, Split = Split.All });
            HeldOut = new("HeldOut", new ProblemsAttribute<Pictures> { Count = 24, Split = Split.HeldOut });
            var mixed = new Stage<ProblemsAttribute, PromptSet>("Mixed", new ProblemsAttribute<MixedPictures> { Count = 24, Split = Split.HeldOut });
            Traces = new("Traces", new DemonstrationsAttribute<PictureDemonstrations>(), problems);
            var loaded = new Stage<LoadPolicyAttribute, Policy>("Base", new LoadPolicyAttribute(start));
            Sft = new(
                "Sft", new() { Steps = sftSteps, BatchSize = 8, WarmupSteps = 2, CheckpointEvery = 50, LearningRate = 0.01, MicroBatchTokens = 32 },
                loaded, Traces)
            {
                Adapter = adapter,
            };
            LongCot = new(
                "LongCot",
                new()
                {
                    Iterations = 4,
                    PromptsPerIteration = 4,
                    SamplesPerPrompt = 4,
                    MaxResponseTokens = 5,
                    StepsPerIteration = 2,
                    CheckpointEvery = 1,
                    LearningRate = 1e-4,
                    MicroBatchTokens = 64,
                },
                Sft,
                problems)
            {
                Objective = new MirrorDescentAttribute(),
                Rewards = [new ExactAnswerRewardAttribute()],
                RolloutRules = [new PartialRolloutsAttribute { TokenBudget = 2 }],
                Adapter = adapter,
            };
            Report = Reported("Report", HeldOut);
            MixedReport = Reported("MixedReport", mixed);
            Graph = new("pictures", typeof(ImageRunTests), 1, problems, HeldOut, mixed, Traces, loaded, Sft, LongCot, Report, MixedReport);
        }

        internal Stage<ProblemsAttribute, PromptSet> HeldOut { get; }

        internal Stage<DemonstrationsAttribute, PromptSet, Demonstrations> Traces { get; }

        internal Stage<FineTuneAttribute, Policy, Demonstrations, Policy> Sft { get; }

        internal Stage<ReinforceAttribute, Policy, PromptSet, Policy> LongCot { get; }

        internal Stage<EvaluateAttribute, IReadOnlyList<Policy>, PromptSet, Evaluation> Report { get; }

        internal Stage<EvaluateAttribute, IReadOnlyList<Policy>, PromptSet, Evaluation> MixedReport { get; }

        internal RecipeGraph Graph { get; }

        private Stage<EvaluateAttribute, IReadOnlyList<Policy>, PromptSet, Evaluation> Reported(string name, Stage<PromptSet> problems) =>
            new(name, new() { MaxResponseTokens = 5 }, StageInput.List<Policy>(LongCot), problems) { Rewards = [new ExactAnswerRewardAttribute()] };
    }
}

/// <summary>The same pictures with answers to others.</summary>
/// <param name="images">Takes the pictures.</param>
[ImplementationVersion(1)]
public sealed class MixedPictures(IImageStore images) : IProblemSource<MathProblem>
{
    public IEnumerable<MathProblem> Problems(Random random) =>
        new Pictures(images).Problems(random).Select(problem => problem with { Answer = $"{random.Next(4)}" });
}
