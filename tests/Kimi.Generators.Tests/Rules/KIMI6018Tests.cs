using Kimi.Generators.Tests.Harness;

namespace Kimi.Generators.Tests.Rules;

/// <summary>KIMI6018: weights were trained before they are used.</summary>
public sealed class KIMI6018Tests
{
    [Fact]
    public async Task A_recipe_that_trains_nothing_may_sample_random_weights() => await Recipes.CheckAsync("""
        [Recipe("r")]
        public abstract partial class R
        {
            [InitializeTransformer] public abstract Policy Initial();
            [Problems<Sums>] public abstract PromptSet Curated();
            [SampleShortest, ExactAnswerReward] public abstract Demonstrations Samples(Policy initial, PromptSet curated);
        }
        """);

    [Theory]
    [InlineData("SampleLongCot, ExactAnswerReward", "Demonstrations")]
    [InlineData("SamplePreferences, ExactAnswerReward", "Preferences")]
    [InlineData("SampleQuestionAnswers, ExactAnswerReward", "Corpus")]
    public async Task Samples_of_random_weights_are_told(string stage, string output)
    {
        var messages = await Recipes.CheckAsync($$"""
            [Recipe("r")]
            public abstract partial class R
            {
                [Problems<Sums>] public abstract PromptSet Problems();
                [InitializeTransformer] public abstract Policy Initial();
                [Demonstrations<Steps>] public abstract Demonstrations Traces(PromptSet problems);
                [FineTune] public abstract Policy Sft(Policy initial, Demonstrations traces);
                [Evaluate, ExactAnswerReward] public abstract Evaluation Report(Policy sft, [From(nameof(HeldOut))] PromptSet test);
                [Problems<Sums>(Split = Split.HeldOut)] public abstract PromptSet HeldOut();
                [{{stage}}] public abstract {{output}} Samples(Policy {|KIMI6018:initial|}, PromptSet problems);
            }
            """);
        Assert.Equal(
            "stage 'Samples' takes 'initial', whose weights nothing has trained, so what comes of it is noise: "
            + "train it first, or take a policy that was trained",
            messages[0]);
    }

    [Fact]
    public async Task Any_training_is_enough() => await Recipes.CheckAsync("""
        [Recipe("r")]
        public abstract partial class R
        {
            [Problems<Sums>] public abstract PromptSet Problems();
            [DocumentsFile(Path = "a.jsonl")] public abstract Corpus Texts();
            [InitializeTransformer] public abstract Policy Initial();
            [Pretrain] public abstract Policy Pretrained(Policy initial, Corpus texts);
            [SampleQuestionAnswers, ExactAnswerReward] public abstract Corpus Questions(Policy pretrained, PromptSet problems);
            [LoadPolicy("m")] public abstract Policy Loaded();
            [SampleLongCot, ExactAnswerReward] public abstract Demonstrations Traces(Policy loaded, PromptSet problems);
            [Transform] public static Corpus Last(Corpus questions, Demonstrations traces) => questions;
        }
        """);

    [Fact]
    public async Task The_level_of_chance_and_what_a_team_s_own_stage_makes_are_not_told() => await Recipes.CheckAsync("""
        public sealed class EvolveAttribute : StageAttribute<Policy, Policy>;
        [Recipe("r")]
        public abstract partial class R
        {
            [Problems<Sums>] public abstract PromptSet Problems();
            [InitializeTransformer] public abstract Policy Initial();
            [Evaluate, ExactAnswerReward] public abstract Evaluation Chance(Policy initial, PromptSet problems);
            [Evolve] public abstract Policy Evolved(Policy initial);
            [SampleLongCot, ExactAnswerReward] public abstract Demonstrations Traces(Policy evolved, PromptSet problems);
        }
        """);

    [Theory]
    [InlineData("[Cooldown] public abstract Policy Cooled(Policy {|KIMI6018:initial|}, Corpus texts);")]
    [InlineData(
        "[Pretrain] public abstract Policy Trained(Policy initial, Corpus texts); "
        + "[Cooldown] public abstract Policy Cooled(Policy trained, Corpus texts);")]
    public async Task A_cooldown_and_a_reward_model_need_trained_weights(string code) => await Recipes.CheckAsync($$"""
        [Recipe("r")]
        public abstract partial class R
        {
            [InitializeTransformer] public abstract Policy Initial();
            [DocumentsFile] public abstract Corpus Texts();
            {{code}}
        }
        """);

    [Theory]
    [InlineData("{|KIMI6018:seeing|}", "")]
    [InlineData("{|KIMI6018:mid|}", "[FineTune] public abstract Policy Mid(Policy seeing, [From(nameof(Rows))] Demonstrations rows);")]
    [InlineData("{|KIMI6018:mid|}", "[Pretrain(Trains = TrainedParts.LanguageModel)] public abstract Policy Mid(Policy seeing, Corpus pages);")]
    [InlineData("mid", "[Pretrain(Trains = TrainedParts.Vision)] public abstract Policy Mid(Policy seeing, Corpus pages);")]
    [InlineData("mid", "[Pretrain] public abstract Policy Mid(Policy seeing, Corpus pages);")]
    public async Task A_tower_of_random_weights_is_told_where_images_are(string policy, string stage) => await Recipes.CheckAsync($$"""
        [Modality(Modality.Image)] public sealed record Picture : Problem;
        public sealed class Pictures : IProblemSource<Picture> { public IEnumerable<Picture> Problems(Random random) => []; }
        [Recipe("r")]
        public abstract partial class R
        {
            [Problems<Pictures>] public abstract PromptSet Shown();
            [LoadPolicy("m")] public abstract Policy Loaded();
            [AddVisionTower] public abstract Policy Seeing(Policy loaded);
            [DemonstrationsFile(Path = "a.jsonl")] public abstract Demonstrations Rows();
            [Transform] public static Corpus Pages(Demonstrations rows) => new([]);
            [FineTune] public abstract Policy Texts(Policy loaded, Demonstrations rows);
            [Cooldown] public abstract Policy Read(Policy loaded, Corpus pages);
            {{stage}}
            [SampleShortest, Reward<Looks>] public abstract Demonstrations Samples(Policy {{policy}}, PromptSet shown);
            [Transform] public static Corpus Last(Demonstrations samples, Policy texts, Policy read) => new([]);
        }
        public sealed class Looks : IReward<Picture>
        {
            public ValueTask<Verdict> JudgeAsync(Picture problem, Rollout rollout, CancellationToken cancellationToken) =>
                new(Verdict.Of(rollout.Text == problem.Id));
        }
        """);

    [Theory]
    [InlineData("[MergeWeights(Weights = [0.7, 0.3])] public abstract Policy Best(Policy sft, Policy {|KIMI6018:initial|});")]
    [InlineData("[MergeWeights] public abstract Policy Best(Policy {|KIMI6018:initial|}, Policy sft);")]
    [InlineData("[SelectPolicy, ExactAnswerReward] public abstract Policy Best(Policy sft, Policy {|KIMI6018:initial|}, PromptSet problems);")]
    [InlineData("[MergeWeights] public abstract Policy Best(Policy sft, Policy more);")]
    [InlineData("[SelectPolicy, ExactAnswerReward] public abstract Policy Best(Policy sft, Policy more, PromptSet problems);")]
    public async Task Random_weights_are_told_in_an_average_that_is_judged_and_in_a_choice(string stage) => await Recipes.CheckAsync($$"""
        [Recipe("r")]
        public abstract partial class R
        {
            [Problems<Sums>] public abstract PromptSet Problems();
            [Problems<Sums>(Split = Split.HeldOut)] public abstract PromptSet HeldOut();
            [InitializeTransformer(ContextLength = 1_024)] public abstract Policy Initial();
            [Demonstrations<Steps>] public abstract Demonstrations Traces(PromptSet problems);
            [FineTune] public abstract Policy Sft(Policy initial, Demonstrations traces);
            [FineTune(Steps = 60)] public abstract Policy More(Policy sft, Demonstrations traces);
            {{stage}}
            [Evaluate, ExactAnswerReward] public abstract Evaluation Report(Policy best, Policy more, PromptSet heldOut);
        }
        """);

    [Theory]
    [InlineData("FineTune({|KIMI6018:Trains = TrainedParts.LanguageModel|})", "seeing", "ImageFields = [\"image\"]")]
    [InlineData("FineTune, {|KIMI6018:Lora|}", "seeing", "ImageFields = [\"image\"]")]
    [InlineData("FineTune(Trains = TrainedParts.LanguageModel)", "first", "ImageFields = [\"image\"]")]
    [InlineData("FineTune, Lora", "first", "ImageFields = [\"image\"]")]
    [InlineData("FineTune", "seeing", "ImageFields = [\"image\"]")]
    [InlineData("FineTune(Trains = TrainedParts.LanguageModel)", "seeing", "Shuffle = true")]
    public async Task A_language_model_that_learns_from_images_by_a_new_tower_is_told(string stage, string policy, string options) =>
        await Recipes.CheckAsync($$"""
            [Recipe("r")]
            public abstract partial class R
            {
                [LoadPolicy("m")] public abstract Policy Loaded();
                [AddVisionTower] public abstract Policy Seeing(Policy loaded);
                [DemonstrationsFile(Path = "a.jsonl", {{options}})] public abstract Demonstrations Examples();
                [DemonstrationsFile(Path = "b.jsonl", ImageFields = ["image"])] public abstract Demonstrations Captions();
                [FineTune(Trains = TrainedParts.Vision)] public abstract Policy First(Policy seeing, Demonstrations captions);
                [{{stage}}] public abstract Policy Sft(Policy {{policy}}, Demonstrations examples);
                [Transform] public static Policy Last(Policy sft, Policy first) => sft;
            }
            """);
}
