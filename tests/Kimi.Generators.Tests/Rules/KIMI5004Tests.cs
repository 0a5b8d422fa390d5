using Kimi.Generators.Tests.Harness;

namespace Kimi.Generators.Tests.Rules;

/// <summary>KIMI5004: an option divides the one that it shares out.</summary>
public sealed class KIMI5004Tests
{
    [Theory]
    [InlineData("{|KIMI5004:PatchSize = 5|}")]
    [InlineData("{|KIMI5004:ImageSize = 30|}")]
    [InlineData("{|KIMI5004:AttentionHeads = 3|}")]
    [InlineData("HiddenSize = 70, {|KIMI5004:AttentionHeads = 8|}")]
    public async Task Patches_and_heads_of_a_vision_tower_are_shared_out_too(string shape) => await Recipes.CheckAsync($$"""
        [Recipe("r")]
        public abstract partial class R
        {
            [InitializeTransformer] public abstract Policy Initial();
            [AddVisionTower({{shape}})] public abstract Policy Seeing(Policy initial);
            [Transform] public static Evaluation Look(Policy seeing) => throw new NotSupportedException();
        }
        """);

    [Theory]
    [InlineData("HiddenSize = 192, AttentionHeads = 6, {|KIMI5004:KeyValueHeads = 4|}", "4", "6")]
    [InlineData("{|KIMI5004:KeyValueHeads = 3|}", "3", "4")]
    [InlineData("HiddenSize = 160, {|KIMI5004:AttentionHeads = 5|}", "2", "5")]
    [InlineData("{|KIMI5004:KeyValueHeads = 8|}", "8", "4")]
    public async Task Heads_that_cannot_be_shared_out_are_marked_where_a_value_was_given(string options, string heads, string queries) => Assert.Equal(
        $"KeyValueHeads ({heads}) does not divide AttentionHeads ({queries}), so it cannot be shared out evenly: choose a divisor of {queries}",
        Assert.Single(await Recipes.CheckAsync(Recipe(options))));

    [Theory]
    [InlineData(
        "{|KIMI5004:AttentionHeads = 6|}",
        "AttentionHeads (6) does not divide HiddenSize (128), so a head has no whole size: choose a divisor of 128, or set HeadSize")]
    [InlineData(
        "{|KIMI5004:HiddenSize = 130|}",
        "AttentionHeads (4) does not divide HiddenSize (130), so a head has no whole size: choose a divisor of 130, or set HeadSize")]
    [InlineData(
        "{|KIMI5004:HiddenSize = 100|}",
        "HiddenSize is 100 and AttentionHeads is 4, so a head has size 25, which is odd, but the position encoding turns its numbers in pairs: "
        + "choose sizes that give an even one, or set HeadSize")]
    [InlineData(
        "{|KIMI5004:HeadSize = 33|}",
        "HeadSize is 33, which is odd, but the position encoding turns the numbers of a head in pairs: choose an even size")]
    public async Task Heads_of_no_size_or_an_odd_one_are_marked_where_a_value_was_given(string options, string message) =>
        Assert.Equal(message, Assert.Single(await Recipes.CheckAsync(Recipe(options))));

    [Theory]
    [InlineData("")]
    [InlineData("KeyValueHeads = 1")]
    [InlineData("KeyValueHeads = 4")]
    [InlineData("AttentionHeads = 32, KeyValueHeads = 8")]
    [InlineData("HiddenSize = 96, AttentionHeads = 6")]
    [InlineData("AttentionHeads = 6, HeadSize = 32")]
    [InlineData("HiddenSize = 100, HeadSize = 26")]
    public async Task A_divisor_is_fine(string options) => await Recipes.CheckAsync(Recipe(options));

    [Fact]
    public async Task No_heads_at_all_are_a_value_not_allowed_and_nothing_more() =>
        await Recipes.CheckAsync(Recipe("{|KIMI5001:KeyValueHeads = 0|}, HiddenSize = 126, {|KIMI5001:AttentionHeads = 0|}"));

    [Fact]
    public async Task A_team_s_own_stage_and_component_declare_it() => await Recipes.CheckAsync("""
        [StageComponents(ComponentKinds.Sampler)]
        public sealed class GridAttribute : StageAttribute<Policy>
        {
            [System.ComponentModel.DefaultValue(12)] public int Size { get; set; } = 12;
            [Divides(nameof(Size))] public long Cells { get; set; } = 1;
        }
        public sealed class TilesAttribute : SamplerAttribute<ISampler>
        {
            [System.ComponentModel.DefaultValue(10)] public int Size { get; set; } = 10;
            [Divides(nameof(Size))] public int Tile { get; set; } = 1;
        }
        [Recipe("r")]
        public abstract partial class R
        {
            [Grid({|KIMI5004:Cells = 5|}), Tiles(Tile = 5)] public abstract Policy A();
            [Grid(Cells = 4), Tiles({|KIMI5004:Tile = 4|})] public abstract Policy B();
            [MergeWeights] public abstract Policy C(Policy a, Policy b);
        }
        """);

    [Fact]
    public async Task What_the_base_has_already_is_told_once() => await Recipes.CheckAsync($$"""
        {{Recipe("{|KIMI5004:KeyValueHeads = 3|}")}}
        [Recipe("same", Seed = 2)] public abstract partial class Same : R;
        [Recipe("good")] public abstract partial class Good : R { [InitializeTransformer(KeyValueHeads = 1)] public abstract override Policy Initial(); }
        """);

    private static string Recipe(string options) => $$"""
        [Recipe("r")]
        public abstract partial class R
        {
            [InitializeTransformer({{options}})] public abstract Policy Initial();
        }
        """;
}
