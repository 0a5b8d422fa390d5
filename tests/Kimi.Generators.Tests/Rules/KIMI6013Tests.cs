using Kimi.Generators.Tests.Harness;

namespace Kimi.Generators.Tests.Rules;

/// <summary>KIMI6013: inputs that are compared differ.</summary>
public sealed class KIMI6013Tests
{
    [Fact]
    public async Task One_output_twice_is_told() => await Recipes.CheckAsync("""
        [Recipe("r")]
        public abstract partial class R
        {
            [Problems<Sums>] public abstract PromptSet Problems();
            [TunedPolicy] public abstract Policy Warm();
            [Reinforce, MirrorDescent, ExactAnswerReward] public abstract Policy LongCot(Policy warm, PromptSet problems);
            [MergeWeights] public abstract Policy Merged(Policy longCot, [From(nameof(LongCot))] Policy {|KIMI6013:other|});
        }
        """);

    [Fact]
    public async Task Two_stages_that_read_the_same_are_told_where_they_are_compared() => await Recipes.CheckAsync("""
        [Recipe("r")]
        public abstract partial class R
        {
            [DocumentsFile(Path = "a.jsonl")] public abstract Corpus Raw();
            [DocumentsFile(Path = "a.jsonl")] public abstract Corpus Good();
            [RefineCorpus, QualityClassifier(MinQuality = 0.5)] public abstract Corpus Refined(Corpus raw, Corpus {|KIMI6013:good|});
            [InitializeTransformer(ContextLength = 1_024)] public abstract Policy Initial();
            [Pretrain] public abstract Policy Pretrained(Policy initial, Corpus refined, Corpus good);
        }
        """);

    [Fact]
    public async Task What_differs_and_a_transform_are_fine() => await Recipes.CheckAsync("""
        [Recipe("r")]
        public abstract partial class R
        {
            [DocumentsFile(Path = "a.jsonl")] public abstract Corpus Raw();
            [DocumentsFile(Path = "b.jsonl")] public abstract Corpus Good();
            [RefineCorpus, QualityClassifier] public abstract Corpus Refined(Corpus raw, Corpus good);
            [Transform] public static Corpus Both(Corpus refined, [From(nameof(Refined))] Corpus again) => refined;
            [InitializeTransformer(ContextLength = 1_024)] public abstract Policy Initial();
            [Pretrain] public abstract Policy Pretrained(Policy initial, Corpus both);
        }
        """);

    [Theory]
    [InlineData("\"models/base\")] public abstract Policy Two(); [MergeWeights]")]
    [InlineData("\"./models/base\")] public abstract Policy Two(); [MergeWeights]")]
    public async Task One_checkpoint_under_two_names_is_told(string code) => await Recipes.CheckAsync($$"""
        [Recipe("r")]
        public abstract partial class R
        {
            [LoadPolicy("models/base")] public abstract Policy One();
            [LoadPolicy({{code}} public abstract Policy Merged(Policy one, Policy {|KIMI6013:two|});
        }
        """);
}
