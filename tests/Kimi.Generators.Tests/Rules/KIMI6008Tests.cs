using Kimi.Generators.Tests.Harness;

namespace Kimi.Generators.Tests.Rules;

/// <summary>KIMI6008: every stage fits the recipe's device.</summary>
public sealed class KIMI6008Tests
{
    private const string Large = "InitializeTransformer(Layers = 48, HiddenSize = 4096, AttentionHeads = 32, KeyValueHeads = 8, FeedForwardSize = 11008)";

    [Fact]
    public async Task Of_each_beginning_the_stage_that_needs_most_is_marked_at_its_attribute()
    {
        var messages = await Recipes.CheckAsync($$"""
            [Recipe("r", DeviceMemoryGiB = 80)]
            public abstract partial class R
            {
                [InitializeTransformer] public abstract Policy Small();
                [{{Large}}] public abstract Policy Large();
                [Problems<Sums>] public abstract PromptSet Curated();
                [Demonstrations<Steps>] public abstract Demonstrations Traces(PromptSet curated);
                [{|KIMI6008:FineTune|}] public abstract Policy Sft(Policy large, Demonstrations traces);
                [FineTune] public abstract Policy Other(Policy small, Demonstrations traces);
                [MergeWeights] public abstract Policy Merged(Policy large, Policy sft);
                [Transform] public static Evaluation Compare(Policy merged, Policy other) => throw new NotSupportedException();
            }
            """);
        Assert.Equal(
            "stage 'Sft' needs about 187 GiB for a policy of 8.51 billion weights, more than the 80 GiB of the recipe's device: "
            + "shrink 'Large', its context or the batch, or raise DeviceMemoryGiB",
            Assert.Single(messages));
    }

    [Fact]
    public async Task An_adapter_needs_little_beside_weights_and_activations() => await Recipes.CheckAsync($$"""
        [Recipe("r", DeviceMemoryGiB = 96)]
        public abstract partial class R
        {
            [{{Large}}] public abstract Policy Large();
            [Problems<Sums>] public abstract PromptSet Curated();
            [Demonstrations<Steps>] public abstract Demonstrations Traces(PromptSet curated);
            [FineTune] [Lora] public abstract Policy Sft(Policy large, Demonstrations traces);
        }
        """);

    [Theory]
    [InlineData("", "Layers = 1_000, HiddenSize = 8192")]
    [InlineData(", DeviceMemoryGiB = 0", "Layers = 1_000, HiddenSize = 8192")]
    [InlineData(", DeviceMemoryGiB = 0.01", "")]
    [InlineData(", DeviceMemoryGiB = 24", "Layers = 24, HiddenSize = 2048, FeedForwardSize = 5504")]
    public async Task Without_a_device_or_within_it_nothing_is_said(string device, string options) => await Recipes.CheckAsync($$"""
        [Recipe("r"{{device}})]
        public abstract partial class R { [InitializeTransformer({{options}})] public abstract Policy Initial(); }
        """);

    [Fact]
    public async Task A_small_policy_is_counted_in_millions_and_a_small_device_with_two_places()
    {
        var messages = await Recipes.CheckAsync("""
            [Recipe("r", DeviceMemoryGiB = 0.25)]
            public abstract partial class R
            {
                [{|KIMI6008:InitializeTransformer|}(Layers = 12, HiddenSize = 768, AttentionHeads = 12, FeedForwardSize = 2064)]
                public abstract Policy Initial();
            }
            """);
        Assert.StartsWith("stage 'Initial' needs about 0.27 GiB for a policy of 7", Assert.Single(messages), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_device_is_inherited_and_what_the_base_has_already_is_told_once()
    {
        var messages = await Recipes.CheckAsync($$"""
            [Recipe("r", DeviceMemoryGiB = 24)]
            public abstract partial class R { [InitializeTransformer(Layers = 12, HiddenSize = 768, FeedForwardSize = 2064)] public abstract Policy Initial(); }
            [Recipe("large")]
            public abstract partial class Large : R
            {
                [{{Large.Replace("InitializeTransformer", "{|KIMI6008:InitializeTransformer|}", StringComparison.Ordinal)}}]
                public abstract override Policy Initial();
            }
            [Recipe("same", Seed = 2)] public abstract partial class Same : Large;
            [Recipe("cluster", DeviceMemoryGiB = 80)] public abstract partial class Cluster : Large;
            [Recipe("anywhere", DeviceMemoryGiB = 0)] public abstract partial class Anywhere : Large;
            [Recipe("tiny", DeviceMemoryGiB = 0.25)] public abstract partial class {|KIMI6008:Tiny|} : R;
            """);
        Assert.StartsWith(
            "stage 'Initial' needs about 32 GiB for a policy of 8.51 billion weights, more than the 24 GiB", messages[0], StringComparison.Ordinal);
        Assert.StartsWith("stage 'Initial' needs about 0.29 GiB", messages[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_cluster_holds_what_its_devices_hold_together_and_is_inherited()
    {
        var messages = await Recipes.CheckAsync($$"""
            [Recipe("r", DeviceMemoryGiB = 8, Devices = 8)]
            public abstract partial class R { [{{Large}}] public abstract Policy Initial(); }
            [Recipe("same", Seed = 2)] public abstract partial class Same : R;
            [Recipe("three", Devices = 3)] public abstract partial class {|KIMI6008:Three|} : R;
            [Recipe("two", Devices = 2)] public abstract partial class {|KIMI6008:Two|} : R;
            """);
        Assert.Contains("more than the 24 GiB of the recipe's 3 devices", messages[0], StringComparison.Ordinal);
        Assert.EndsWith("or raise DeviceMemoryGiB or Devices", messages[1], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("FineTune(PackedTokens = 16_384, BatchSize = 6)", "Demonstrations")]
    [InlineData("Pretrain(SequenceLength = 16_384, BatchSize = 6)", "Corpus")]
    public async Task A_batch_counts_its_sequences_as_long_as_they_are(string options, string data)
    {
        string Recipe(string attribute) => $$"""
            [Recipe("r", DeviceMemoryGiB = 12)]
            public abstract partial class R
            {
                [InitializeTransformer(Layers = 12, HiddenSize = 512, AttentionHeads = 8, FeedForwardSize = 1376, ContextLength = 131_072)]
                public abstract Policy Initial();
                [Transform] public static {{data}} Data() => throw new NotSupportedException();
                [{{attribute}}] public abstract Policy Trained(Policy initial, {{data}} data);
            }
            """;

        await Recipes.CheckAsync(Recipe(options.Replace("16_384", "2_048", StringComparison.Ordinal)));
        await Recipes.CheckAsync(
            Recipe($"{{|KIMI6008:{options[..options.IndexOf('(', StringComparison.Ordinal)]}|}}{options[options.IndexOf('(', StringComparison.Ordinal)..]}"));
    }

    [Fact]
    public async Task Of_several_policies_the_largest_counts_and_of_one_that_is_not_known_nothing_is_said() => await Recipes.CheckAsync($$"""
        [Recipe("r", DeviceMemoryGiB = 48)]
        public abstract partial class R
        {
            [InitializeTransformer] public abstract Policy Small();
            [{{Large}}] public abstract Policy Large();
            [TunedPolicy] public abstract Policy Unknown();
            [Problems<Sums>] public abstract PromptSet Curated();
            [{|KIMI6008:Evaluate|}(SamplesPerPrompt = 16), ExactAnswerReward]
            public abstract Evaluation A(Policy unknown, Policy small, Policy large, PromptSet curated);
            [Transform] public static Policy Converted(Policy large) => large;
            [Reinforce, MirrorDescent, ExactAnswerReward] public abstract Policy B(Policy converted, PromptSet curated);
        }
        """);

    [Fact]
    public async Task A_team_s_own_stages_tell_shape_and_need() => await Recipes.CheckAsync("""
        [Establishes(Fact.Architecture)]
        [Establishes(Fact.ContextLength, Option = nameof(Context))]
        [TransformerShape(
            Layers = nameof(Depth), HiddenSize = nameof(Width), AttentionHeads = nameof(Heads), KeyValueHeads = nameof(Heads),
            HeadSize = nameof(Head), FeedForwardSize = nameof(Width), Alphabet = nameof(Letters), TieEmbeddings = nameof(Tie))]
        public sealed class OpenAttribute : StageAttribute<Policy>
        {
            public int Depth { get; set; } = 1;
            [System.ComponentModel.DefaultValue(4096)] public int Width { get; set; } = 4096;
            [System.ComponentModel.DefaultValue(32)] public int Heads { get; set; } = 32;
            [System.ComponentModel.DefaultValue(0)] public int Head { get; set; }
            [System.ComponentModel.DefaultValue("")] public string Letters { get; set; } = "";
            [System.ComponentModel.DefaultValue(true)] public bool Tie { get; set; } = true;
            [System.ComponentModel.DefaultValue(1024)] public int Context { get; set; } = 1024;
        }
        [UsesMemory(MemoryUse.Training, BatchSequences = nameof(Batch))]
        public sealed class TrainAttribute : StageAttribute<Policy, Policy> { [System.ComponentModel.DefaultValue(1)] public int Batch { get; set; } = 1; }
        public sealed class RunAttribute : StageAttribute<Policy, Policy>;
        [Recipe("r", DeviceMemoryGiB = 40)]
        public abstract partial class R
        {
            [Open(Depth = 32)] public abstract Policy Known();
            [Open] public abstract Policy Unknown();
            [{|KIMI6008:Train|}] public abstract Policy A(Policy known);
            [Run] public abstract Policy B(Policy a);
            [Train(Batch = 1_000)] public abstract Policy C(Policy unknown);
            [Run] public abstract Policy D(Policy b);
            [Run] public abstract Policy E(Policy c);
            [Transform] public static Evaluation Last(Policy d, Policy e) => throw new NotSupportedException();
        }
        """);
}
