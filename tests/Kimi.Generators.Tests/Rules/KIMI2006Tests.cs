using Kimi.Generators.Tests.Harness;

namespace Kimi.Generators.Tests.Rules;

/// <summary>KIMI2006: a derived recipe changes something.</summary>
public sealed class KIMI2006Tests
{
    private const string Base = """
        [Recipe("r")]
        public abstract partial class R
        {
            [TunedPolicy] public abstract Policy Warm();
            [Problems<Sums>] public abstract PromptSet Problems();
            [Reinforce(Iterations = 30), MirrorDescent, ExactAnswerReward] public abstract Policy LongCot(Policy warm, PromptSet problems);
        }

        """;

    [Theory]
    [InlineData("[Recipe(\"s\")] public abstract partial class {|KIMI2006:S|} : R;")]
    [InlineData("[Recipe(\"s\", Seed = 3)] public abstract partial class S : R;")]
    [InlineData("[Recipe(\"s\")] public abstract partial class S : R { [Reinforce(Iterations = 30), MirrorDescent, ExactAnswerReward] "
        + "public abstract override Policy {|KIMI2006:LongCot|}(Policy warm, PromptSet problems); }")]
    [InlineData("[Recipe(\"s\")] public abstract partial class S : R { [Reinforce(Iterations = 31), MirrorDescent, ExactAnswerReward] "
        + "public abstract override Policy LongCot(Policy warm, PromptSet problems); }")]
    [InlineData("[Recipe(\"s\")] public abstract partial class S : R { [MergeWeights] public abstract Policy Merged(Policy warm, Policy longCot); }")]
    public async Task A_variant_differs_from_its_base(string variant) => await Recipes.CheckAsync(Base + variant);

    [Theory]
    [InlineData("kimi.json", "s", 0)]
    [InlineData("kimi.long.json", "S", 0)]
    [InlineData("kimi.json", "r", 1)]
    public async Task A_variant_can_differ_by_a_json_file_alone(string file, string section, int told)
    {
        var compilation = Compilations.Create(Markup.Parse(Base + "[Recipe(\"s\")] public abstract partial class S : R;").Source);

        var (_, diagnostics) = await Recipes.AnalyzeAsync(
            compilation, new TextFile(file, $$"""{ "{{section}}": { "LongCot": { "Iterations": 40 } } }"""));

        Assert.Equal(told, diagnostics.Count(diagnostic => diagnostic.Id == "KIMI2006"));
    }

    [Fact]
    public async Task What_a_base_offers_to_its_variants_is_no_orphan_and_what_a_variant_orphans_is_told_there() => await Recipes.CheckAsync("""
        [Recipe("r")]
        public abstract partial class R
        {
            [TunedPolicy] public abstract Policy Warm();
            [Problems<Sums>] public abstract PromptSet Problems();
            [Problems<Sums>(Split = Split.HeldOut)] public abstract PromptSet HeldOut();
            [Transform] public static PromptSet Hard(PromptSet problems) => problems;
            [Reinforce(Iterations = 30), MirrorDescent, ExactAnswerReward] public abstract Policy LongCot(Policy warm, PromptSet hard);
        }
        [Recipe("s")]
        public abstract partial class S : R
        {
            [Evaluate, ExactAnswerReward] public abstract Evaluation Report(Policy longCot, PromptSet heldOut);
        }
        [Recipe("t")]
        public abstract partial class T : S
        {
            [Reinforce(Iterations = 30), MirrorDescent, ExactAnswerReward]
            public abstract override Policy {|KIMI2005:LongCot|}(Policy warm, [From(nameof(Problems))] PromptSet hard);
        }
        """);
}
