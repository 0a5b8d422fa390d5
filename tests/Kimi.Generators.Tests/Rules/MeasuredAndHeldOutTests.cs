using Kimi.Generators.Tests.Harness;

namespace Kimi.Generators.Tests.Rules;

/// <summary>KIMI6011 and KIMI5011: what is measured is what was trained for, by the share that was meant; KIMI5006: a rate that falls goes somewhere.</summary>
public sealed class MeasuredAndHeldOutTests
{
    [Theory]
    [InlineData("{|KIMI6011:SequenceLength = 256|}", "")]
    [InlineData("{|KIMI6011:SequenceLength = 384|}", "")]
    [InlineData("SequenceLength = 4_096", "")]
    [InlineData("SequenceLength = 256", "[MeasurePerplexity(SequenceLength = 2_048)] public abstract PerplexityReport Long(Policy activated, Corpus unseen);")]
    [InlineData("SequenceLength = 256", "[Evaluate, MathReward] public abstract Evaluation Report(Policy activated, PromptSet test);")]
    public async Task A_longer_context_is_measured_beyond_the_shorter_one(string length, string other) =>
        await ActivatedAsync($"MeasurePerplexity({length})", other);

    [Fact]
    public async Task A_default_within_the_shorter_context_is_told_at_the_attribute()
    {
        var messages = await ActivatedAsync("{|KIMI6011:MeasurePerplexity|}", "");
        Assert.Equal(
            "SequenceLength of stage 'Perplexity' is 512, within the context of 512 that there was before stage 'Activated' raised it to 8192, "
            + "so nothing measures what that was for: raise SequenceLength to as many",
            Assert.Single(messages));
    }

    [Fact]
    public async Task What_was_not_activated_is_measured_within_its_context() => await Recipes.CheckAsync("""
        [Recipe("r")]
        public abstract partial class R
        {
            [DocumentsFile(Path = "a.jsonl")] public abstract Corpus Web();
            [DocumentsFile(Path = "b.jsonl")] public abstract Corpus Unseen();
            [InitializeTransformer(ContextLength = 512)] public abstract Policy Initial();
            [Pretrain] public abstract Policy Pretrained(Policy initial, Corpus web);
            [MeasurePerplexity(SequenceLength = 128)] public abstract PerplexityReport Perplexity(Policy pretrained, Corpus unseen);
        }
        """);

    [Theory]
    [InlineData("{|KIMI5011:HeldOutShare = 0.9|}", "HeldOutShare = 0.9")]
    [InlineData("HeldOutShare = 0.9", "HeldOutShare = 0.05")]
    [InlineData("HeldOutShare = 0.5", "HeldOutShare = 0.5")]
    [InlineData("HeldOutShare = 0.2", "HeldOutShare = 0.2")]
    public async Task The_share_to_hold_out_is_not_the_one_to_train_on(string train, string heldOut) => await Recipes.CheckAsync($$"""
        [Recipe("r")]
        public abstract partial class R
        {
            [TunedPolicy] public abstract Policy Warm();
            [ProblemsFile(Path = "a.jsonl", Split = Split.Train, {{train}})] public abstract PromptSet Problems();
            [ProblemsFile(Path = "a.jsonl", Split = Split.HeldOut, {{heldOut}})] public abstract PromptSet Test();
            [Reinforce, MirrorDescent, MathReward] public abstract Policy LongCot(Policy warm, PromptSet problems);
            [Evaluate, MathReward] public abstract Evaluation Report(Policy longCot, PromptSet test);
        }
        """);

    [Fact]
    public async Task A_share_for_the_whole_class_is_told_there_once() => await Recipes.CheckAsync("""
        [Recipe("r")]
        [ProblemsFile({|KIMI5011:HeldOutShare = 0.8|})]
        public abstract partial class R
        {
            [TunedPolicy] public abstract Policy Warm();
            [ProblemsFile(Path = "a.jsonl", Split = Split.Train)] public abstract PromptSet Problems();
            [ProblemsFile(Path = "a.jsonl", Split = Split.HeldOut)] public abstract PromptSet Test();
            [Reinforce, MirrorDescent, MathReward] public abstract Policy LongCot(Policy warm, PromptSet problems);
            [Evaluate, MathReward] public abstract Evaluation Report(Policy longCot, PromptSet test);
            [Evaluate(SamplesPerPrompt = 4), MathReward] public abstract Evaluation Again(Policy longCot, PromptSet test);
        }
        """);

    [Theory]
    [InlineData("LearningRate = 1e-4, FinalLearningRate = 1e-4, {|KIMI5006:Decay = LearningRateDecay.Cosine|}")]
    [InlineData("LearningRate = 1e-4, FinalLearningRate = 1e-4, {|KIMI5006:DecayFraction = 0.5|}")]
    [InlineData("LearningRate = 1e-4, FinalLearningRate = 1e-5, Decay = LearningRateDecay.Cosine, DecayFraction = 0.5")]
    [InlineData("LearningRate = 1e-4, FinalLearningRate = 1e-4")]
    public async Task A_rate_that_ends_where_it_is_does_not_fall(string options) => await Recipes.CheckAsync($$"""
        [Recipe("r")]
        public abstract partial class R
        {
            [TunedPolicy] public abstract Policy Warm();
            [Problems<Sums>] public abstract PromptSet Problems();
            [Demonstrations<Steps>] public abstract Demonstrations Traces(PromptSet problems);
            [FineTune({{options}})] public abstract Policy Sft(Policy warm, Demonstrations traces);
        }
        """);

    [Theory]
    [InlineData(", Layout = CodeLayout.Mbpp", "{|KIMI6010:Shares = true|}")]
    [InlineData("", "{|KIMI6010:Shares = true|}")]
    [InlineData(", Layout = CodeLayout.Apps", "Shares = true")]
    [InlineData(", Layout = CodeLayout.Mbpp", "ParallelTests = 4")]
    public async Task A_harness_has_no_shares(string layout, string options) => await Recipes.CheckAsync($$"""
        [Recipe("r")]
        public abstract partial class R
        {
            [TunedPolicy] public abstract Policy Warm();
            [CodeProblemsFile(Path = "a.jsonl"{{layout}})] public abstract PromptSet Problems();
            [Reinforce, MirrorDescent, TestCaseReward({{options}})] public abstract Policy Coder(Policy warm, PromptSet problems);
        }
        """);

    [Fact]
    public async Task Tests_that_a_policy_made_are_several() => await Recipes.CheckAsync("""
        [Recipe("r")]
        public abstract partial class R
        {
            [TunedPolicy] public abstract Policy Warm();
            [CodeProblemsFile(Path = "a.jsonl", Layout = CodeLayout.Mbpp)] public abstract PromptSet Problems();
            [GenerateTestCases] public abstract PromptSet Tested(Policy warm, PromptSet problems);
            [Reinforce, MirrorDescent, TestCaseReward(Shares = true)] public abstract Policy Coder(Policy warm, PromptSet tested);
        }
        """);

    [Theory]
    [InlineData("{|KIMI6018:Trains = TrainedParts.Projector|}")]
    [InlineData("{|KIMI6018:Trains = TrainedParts.LanguageModel|}")]
    [InlineData("Trains = TrainedParts.Vision")]
    public async Task A_projector_learns_nothing_from_a_tower_that_nothing_trained(string trains) => await Recipes.CheckAsync($$"""
        [Recipe("r")]
        public abstract partial class R
        {
            [LoadPolicy("m")] public abstract Policy Base();
            [DemonstrationsFile(Path = "a.jsonl", ImageFields = ["image"])] public abstract Demonstrations Captions();
            [AddVisionTower] public abstract Policy Seeing([From(nameof(Base))] Policy start);
            [FineTune({{trains}})] public abstract Policy Sft(Policy seeing, Demonstrations captions);
        }
        """);

    [Theory]
    [InlineData("Trains = TrainedParts.Projector")]
    [InlineData("{|KIMI6018:Trains = TrainedParts.LanguageModel|}")]
    public async Task A_projector_may_warm_up_before_all_is_trained(string trains) => await Recipes.CheckAsync($$"""
        [Recipe("r")]
        public abstract partial class R
        {
            [LoadPolicy("m")] public abstract Policy Base();
            [DemonstrationsFile(Path = "a.jsonl", ImageFields = ["image"])] public abstract Demonstrations Captions();
            [AddVisionTower] public abstract Policy Seeing([From(nameof(Base))] Policy start);
            [FineTune({{trains}})] public abstract Policy Sft(Policy seeing, Demonstrations captions);
            [FineTune] public abstract Policy Whole(Policy sft, Demonstrations captions);
        }
        """);

    private static Task<IReadOnlyList<string>> ActivatedAsync(string measure, string other) => Recipes.CheckAsync($$"""
        [Recipe("r")]
        public abstract partial class R
        {
            [DocumentsFile(Path = "a.jsonl")] public abstract Corpus Web();
            [DocumentsFile(Path = "b.jsonl")] public abstract Corpus Books();
            [DocumentsFile(Path = "c.jsonl")] public abstract Corpus Unseen();
            [ProblemsFile(Path = "d.jsonl")] public abstract PromptSet Test();
            [InitializeTransformer(ContextLength = 512)] public abstract Policy Initial();
            [Pretrain] public abstract Policy Pretrained(Policy initial, Corpus web);
            [ActivateLongContext(ContextLength = 8_192)] public abstract Policy Activated(Policy pretrained, Corpus books, Corpus web);
            [{{measure}}] public abstract PerplexityReport Perplexity(Policy pretrained, Policy activated, Corpus unseen);
            [Evaluate, MathReward] public abstract Evaluation Short(Policy pretrained, PromptSet test);
            {{other}}
        }
        """);
}
