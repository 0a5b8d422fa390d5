using Kimi.Generators.Tests.Harness;
using Kimi.Generators.Validation;
using Kimi.Shared.Declarations;
using Kimi.Shared.Facts;

namespace Kimi.Generators.Tests.Rules;

/// <summary>The memory of stages of several kinds and sizes, which the compiler holds against the device and <c>plan</c> shows.</summary>
public sealed class MemoryEstimateTests
{
    private const string Recipe = """
        [Recipe("r")]
        public abstract partial class R
        {
            [InitializeTransformer] public abstract Policy Small();
            [InitializeTransformer(
                Layers = 3, HiddenSize = 64, AttentionHeads = 8, KeyValueHeads = 4, HeadSize = 16, FeedForwardSize = 200, ContextLength = 200,
                TieEmbeddings = false, Alphabet = "0123456789+= ")]
            public abstract Policy Shaped();
            [InitializeTransformer(Layers = 24, HiddenSize = 1024, AttentionHeads = 16, KeyValueHeads = 8, FeedForwardSize = 4096, ContextLength = 2048)]
            public abstract Policy Large();
            [Problems<Sums>] public abstract PromptSet Many();
            [Problems<Sums>(Count = 3, Split = Split.HeldOut)] public abstract PromptSet Few();
            [Demonstrations<Steps>(PerProblem = 2)] public abstract Demonstrations Traces(PromptSet many);
            [FineTune] public abstract Policy SmallTuned(Policy small, Demonstrations traces);
            [FineTune(BatchSize = 5)] public abstract Policy ShapedTuned(Policy shaped, Demonstrations traces);
            [FineTune(BatchSize = 256)] public abstract Policy LargeTuned(Policy large, Demonstrations traces);
            [Reinforce, MirrorDescent, ExactAnswerReward] public abstract Policy SmallReinforced(Policy smallTuned, PromptSet many);
            [Reinforce(PromptsPerIteration = 4, SamplesPerPrompt = 3), MirrorDescent, ExactAnswerReward]
            public abstract Policy ShapedReinforced(Policy shapedTuned, PromptSet many);
            [Reinforce(PromptsPerIteration = 512, MicroBatchTokens = 7000), MirrorDescent, ExactAnswerReward]
            public abstract Policy LargeReinforced(Policy largeTuned, PromptSet many);
            [MergeWeights] public abstract Policy Merged(Policy shapedReinforced, Policy shapedTuned, Policy shaped);
            [Evaluate, ExactAnswerReward] public abstract Evaluation ManyReport(Policy merged, PromptSet many);
            [Evaluate(SamplesPerPrompt = 4), ExactAnswerReward]
            public abstract Evaluation FewReport(Policy smallReinforced, Policy large, Policy merged, PromptSet few);
            [Evaluate, ExactAnswerReward] public abstract Evaluation LargeReport(Policy largeReinforced, Policy smallReinforced, PromptSet few);
        }
        """;

    // By another program: 4 bytes a weight that is only read, 16 a weight that is trained, 4.32 a number of activations, and 4 a number
    // of the key-value cache, of which one layer counts twice; of rollouts and training the larger.
    private static readonly Dictionary<string, long?> Expected = new()
    {
        ["Small"] = 3_037_696,
        ["Shaped"] = 765_568,
        ["Large"] = 1_511_219_200,
        ["SmallTuned"] = 203_112_202,
        ["ShapedTuned"] = 26_027_392,
        ["LargeTuned"] = 1_288_626_130_124,
        ["SmallReinforced"] = 338_582_016,
        ["ShapedReinforced"] = 58_178_560,
        ["LargeReinforced"] = 108_885_401_600,
        ["Merged"] = 1_531_136,
        ["ManyReport"] = 210_480_768,
        ["FewReport"] = 4_027_801_600,
        ["LargeReport"] = 2_140_364_800,
    };

    [Fact]
    public void A_stage_needs_what_its_options_and_its_policy_come_to()
    {
        var compilation = Compilations.Create(Recipe);
        var compiled = AnalyzedRecipe.Of(compilation.GetTypeByMetadataName("R")!, compilation, CancellationToken.None).Checked;
        var facts = new RecipeFacts();
        var bytes = compiled.Stages
            .Where(s => s.Output.Name is not ("Kimi.Dsl.PromptSet" or "Kimi.Dsl.Demonstrations"))
            .ToDictionary(s => s.Name, s => MemoryEstimate.Of(s, facts)?.Bytes);

        Assert.Equal(Expected, bytes);
    }

    // Of the first policy above, with a tower of 80,448 weights, a projector of 24,832 and a token more: 864,832. In a pass of 16 sequences each has an image
    // of 16 patches, which leaves 36,864 numbers behind in the tower and 7,168 in the projector.
    [Theory]
    [InlineData("All", 207_913_000)]
    [InlineData("Vision", 198_798_376)]
    [InlineData("Projector", 195_284_961)]
    [InlineData("LanguageModel", 203_606_149)]
    public void A_vision_tower_counts_with_its_weights_and_as_far_as_it_is_trained_with_its_activations(string parts, long bytes)
    {
        var compilation = Compilations.Create($$"""
            [Recipe("r")]
            public abstract partial class R
            {
                [InitializeTransformer] public abstract Policy Small();
                [AddVisionTower] public abstract Policy Seeing(Policy small);
                [DemonstrationsFile(Path = "a")] public abstract Demonstrations Examples();
                [FineTune(Trains = TrainedParts.{{parts}})] public abstract Policy Tuned(Policy seeing, Demonstrations examples);
                [FineTune] public abstract Policy Again(Policy tuned, Demonstrations examples);
            }
            """);
        var compiled = AnalyzedRecipe.Of(compilation.GetTypeByMetadataName("R")!, compilation, CancellationToken.None).Checked;
        var (facts, stages) = (new RecipeFacts(), compiled.Stages.ToDictionary(stage => stage.Name));

        Assert.Equal(bytes, MemoryEstimate.Of(stages["Tuned"], facts)?.Bytes);
        Assert.Equal(207_913_000, MemoryEstimate.Of(stages["Again"], facts)?.Bytes);
        Assert.Equal("Small", MemoryEstimate.Of(stages["Again"], facts)?.Root.Name);
    }
}
