using Kimi.Generators.Tests.Harness;

namespace Kimi.Generators.Tests.Rules;

/// <summary>KIMI5006: an option that is given has an effect.</summary>
public sealed class KIMI5006Tests
{
    [Fact]
    public async Task The_message_names_what_decides()
    {
        var messages = await Recipes.CheckAsync(Recipe("Reinforce(StepsPerIteration = 1)", "Grpo({|KIMI5006:Beta = 0.1|}), ExactAnswerReward"));
        Assert.Equal(
            "Beta of [Grpo] is 0.1, which has no effect, since StepsPerIteration of stage 'LongCot' is 1 and the stage has no [PartialRollouts]: "
            + "leave it out, or change StepsPerIteration of stage 'LongCot'",
            Assert.Single(messages));
    }

    [Theory]
    [InlineData("Reinforce(StepsPerIteration = 1)", "MirrorDescent({|KIMI5006:Tau = 0.3|}), ExactAnswerReward")]
    [InlineData("Reinforce(StepsPerIteration = 1)", "RatioMirrorDescent({|KIMI5006:MaxRise = 0.5|}), ExactAnswerReward")]
    [InlineData("Reinforce({|KIMI5006:CheckpointEvery = 50|})", "MirrorDescent, ExactAnswerReward")]
    [InlineData("Reinforce({|KIMI5011:TopK = 1|}, {|KIMI5006:TopP = 0.9|})", "MirrorDescent, ExactAnswerReward")]
    public async Task An_option_that_does_nothing_is_told(string stage, string components) => await Recipes.CheckAsync(Recipe(stage, components));

    [Theory]
    [InlineData("Reinforce(StepsPerIteration = 2)", "Grpo(Beta = 0.1), ExactAnswerReward")]
    [InlineData("Reinforce(StepsPerIteration = 1)", "Grpo(Beta = 0.1), ExactAnswerReward, PartialRollouts")]
    [InlineData("Reinforce(StepsPerIteration = 1)", "MirrorDescent(Tau = 0.3, Baseline = Baseline.Soft), ExactAnswerReward")]
    [InlineData("Reinforce({|KIMI5011:TopK = 1|}, Temperature = 0.9)", "MirrorDescent, ExactAnswerReward")]
    public async Task An_option_that_does_something_is_fine(string stage, string components) => await Recipes.CheckAsync(Recipe(stage, components));

    [Theory]
    [InlineData("Reinforce(StepsPerIteration = 1)", "Grpo, ExactAnswerReward")]
    [InlineData("Reinforce(Iterations = 4)", "MirrorDescent, ExactAnswerReward")]
    public async Task Defaults_are_not_told(string stage, string components) => await Recipes.CheckAsync(Recipe(stage, components));

    [Theory]
    [InlineData("Reinforce(StepsPerIteration = 1)", "Dapo({|KIMI5006:EpsilonLow = 0.2|}, {|KIMI5006:EpsilonHigh = 0.28|}), ExactAnswerReward")]
    [InlineData("Reinforce(StepsPerIteration = 2)", "Dapo({|KIMI5003:EpsilonLow = 0.2|}, {|KIMI5003:EpsilonHigh = 0.28|}), ExactAnswerReward")]
    [InlineData("Reinforce(StepsPerIteration = 1)", "Dapo(EpsilonLow = Usual), ExactAnswerReward")]
    [InlineData("Reinforce(StepsPerIteration = 1)", "Dapo, ExactAnswerReward")]
    public async Task A_default_that_is_given_and_does_nothing_is_told(string stage, string components) =>
        await Recipes.CheckAsync(Recipe(stage, components));

    [Fact]
    public async Task A_team_s_own_option_declares_its_condition() => await Recipes.CheckAsync($$"""
        public sealed class TieredAttribute : PenaltyAttribute<IPenalty>
        {
            [System.ComponentModel.DefaultValue(false)] public bool IsOn { get; set; }
            [MattersWhen(nameof(IsOn), Comparison.EqualTo, true), System.ComponentModel.DefaultValue(1)] public int Tiers { get; set; } = 1;
            [MattersWhen(nameof(Tiers), Comparison.Above, Other = nameof(ReinforceAttribute.Iterations))] public int Depth { get; set; }
        }
        {{Recipe("Reinforce", "MirrorDescent, ExactAnswerReward, Tiered({|KIMI5006:Tiers = 3|}, {|KIMI5006:Depth = 2|})")}}
        """);

    [Theory]
    [InlineData("ProblemsFile({|KIMI5006:ImageFolder = \"photos\"|}, {|KIMI5006:AllowWebP = true|})", "PromptSet")]
    [InlineData("DemonstrationsFile({|KIMI5006:MaxImageBytes = 100|}, {|KIMI5006:MaxImagePixels = 100|})", "Demonstrations")]
    [InlineData("ProblemsFile(ImageFields = [\"image\"], ImageFolder = \"photos\", AllowWebP = true)", "PromptSet")]
    [InlineData("ProblemsFile(Layout = ProblemLayout.MathVista, ImageFolder = \"photos\")", "PromptSet")]
    [InlineData("DemonstrationsFile(ImageFields = new[] { \"image\" }, MaxImageBytes = 100)", "Demonstrations")]
    public async Task What_images_may_be_matters_where_there_are_some(string stage, string made) => await Recipes.CheckAsync($$"""
        [Recipe("r")]
        public abstract partial class R
        {
            [{{stage}}] public abstract {{made}} Read();
        }
        """);

    private static string Recipe(string stage, string components) => $$"""
        [Recipe("r")]
        public abstract partial class R
        {
            internal const double Usual = 0.2;
            [TunedPolicy] public abstract Policy Warm();
            [Problems<Sums>] public abstract PromptSet Curated();
            [{{stage}}, {{components}}] public abstract Policy LongCot(Policy warm, PromptSet curated);
        }
        """;

    [Theory]
    [InlineData("Evaluate", "ExactAnswerReward({|KIMI5006:Weight = 2|})", "Evaluation")]
    [InlineData("Evaluate", "ExactAnswerReward, FormatReward({|KIMI5006:Pattern = \"=$\"|})", "Evaluation")]
    [InlineData("SampleShortest", "MathReward({|KIMI5006:Weight = 0|})", "Demonstrations")]
    [InlineData("Evaluate", "FormatReward(Pattern = \"=$\")", "Evaluation")]
    [InlineData("Reinforce", "MirrorDescent, ExactAnswerReward(Weight = 2), FormatReward(Pattern = \"=$\")", "Policy")]
    public async Task What_a_stage_makes_nothing_of_is_told_there(string stage, string components, string output) => await Recipes.CheckAsync($$"""
        [Recipe("r")]
        public abstract partial class R
        {
            [TunedPolicy] public abstract Policy Warm();
            [Problems<Sums>] public abstract PromptSet Curated();
            [{{stage}}, {{components}}] public abstract {{output}} Made(Policy warm, PromptSet curated);
        }
        """);

    [Fact]
    public async Task What_a_class_gives_to_all_stages_is_not_told_where_one_uses_it() => await Recipes.CheckAsync("""
        [Recipe("r")]
        [FormatReward(Weight = 0.2)]
        public abstract partial class R
        {
            [TunedPolicy] public abstract Policy Warm();
            [Problems<Sums>] public abstract PromptSet Curated();
            [Problems<Sums>(Split = Split.HeldOut)] public abstract PromptSet Test();
            [Reinforce, MirrorDescent, ExactAnswerReward, FormatReward] public abstract Policy LongCot(Policy warm, PromptSet curated);
            [Evaluate, ExactAnswerReward, FormatReward] public abstract Evaluation Report(Policy longCot, PromptSet test);
        }
        """);

    [Fact]
    public async Task Devices_without_memory_are_told_unless_a_base_has_it() => await Recipes.CheckAsync("""
        [Recipe("r", {|KIMI5006:Devices = 8|})] public abstract partial class R { [TunedPolicy] public abstract Policy Warm(); }
        [Recipe("a", DeviceMemoryGiB = 80)] public abstract partial class A { [TunedPolicy] public abstract Policy Warm(); }
        [Recipe("b", Devices = 8)] public abstract partial class B : A;
        """);

    [Theory]
    [InlineData("FineTune(BatchSize = 32, {|KIMI5006:MicroBatchTokens = 16_384|})")]
    [InlineData("FineTune(BatchSize = 32, MicroBatchTokens = 16_383)")]
    [InlineData("FineTune(PackedTokens = 4_096, MicroBatchTokens = 16_384)")]
    public async Task A_part_of_a_batch_that_is_all_of_it_has_no_effect(string code) => await Recipes.CheckAsync($$"""
        [Recipe("r")]
        public abstract partial class R
        {
            [InitializeTransformer(ContextLength = 512)] public abstract Policy Initial();
            [DemonstrationsFile] public abstract Demonstrations Rows();
            [{{code}}] public abstract Policy Sft(Policy initial, Demonstrations rows);
        }
        """);

    [Theory]
    [InlineData("Mixture = [0.7, 0.3], {|KIMI5006:FinalMixture = [0.7, 0.3]|}")]
    [InlineData("Mixture = [0.7, 0.3], FinalMixture = [0.6, 0.4]")]
    public async Task Shares_at_the_end_that_are_those_of_the_beginning_have_no_effect(string code) => await Recipes.CheckAsync($$"""
        [Recipe("r")]
        public abstract partial class R
        {
            [InitializeTransformer] public abstract Policy Initial();
            [DocumentsFile] public abstract Corpus One();
            [DocumentsFile(TextField = "two")] public abstract Corpus Two();
            [Pretrain({{code}})] public abstract Policy Trained(Policy initial, Corpus one, Corpus two);
        }
        """);

    [Theory]
    [InlineData("{|KIMI5006:ImageFolder = \"images\"|}, {|KIMI5006:AllowWebP = true|}")]
    [InlineData("ImageFields = [\"image\"], ImageFolder = \"images\", AllowWebP = true")]
    public async Task What_is_said_of_images_matters_where_a_field_has_some(string code) => await Recipes.CheckAsync($$"""
        [Recipe("r")]
        public abstract partial class R
        {
            [TunedPolicy] public abstract Policy Start();
            [ProblemsFile({{code}})] public abstract PromptSet Problems();
            [Evaluate, MathReward] public abstract Evaluation Report(Policy start, PromptSet problems);
        }
        """);

    [Theory]
    [InlineData("ActivateLongContext(ContextLength = 4096, {|KIMI5006:BatchTokens = 16|})")]
    [InlineData("ActivateLongContext(ContextLength = 4096, BatchTokens = 4096)")]
    public async Task A_batch_below_one_sequence_is_told(string stage) => await Recipes.CheckAsync($$"""
        [Recipe("r")]
        public abstract partial class R
        {
            [DocumentsFile(Path = "web.jsonl")] public abstract Corpus Web();
            [DocumentsFile(Path = "books.jsonl")] public abstract Corpus Books();
            [InitializeTransformer] public abstract Policy Initial();
            [Pretrain(LearningRate = 1e-3)] public abstract Policy Base(Policy initial, Corpus web);
            [{{stage}}] public abstract Policy Next(Policy @base, Corpus books, Corpus web);
        }
        """);
}
