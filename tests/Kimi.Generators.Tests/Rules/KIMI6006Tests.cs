using Kimi.Generators.Tests.Harness;

namespace Kimi.Generators.Tests.Rules;

/// <summary>KIMI6006: images go to a policy that sees.</summary>
public sealed class KIMI6006Tests
{
    private const string Own = """
        [Modality(Modality.Image)] public record ChartProblem : Problem;
        public sealed record MapProblem : ChartProblem;
        [Modality(Modality.Text)] public sealed record CaptionProblem : ChartProblem;
        public abstract class Charts : IProblemSource<ChartProblem> { public abstract IEnumerable<ChartProblem> Problems(Random random); }
        public abstract class Maps : IProblemSource<MapProblem> { public abstract IEnumerable<MapProblem> Problems(Random random); }
        public abstract class Captions : IProblemSource<CaptionProblem> { public abstract IEnumerable<CaptionProblem> Problems(Random random); }
        public abstract class ChartReward : IReward<ChartProblem>
        {
            public abstract ValueTask<Verdict> JudgeAsync(ChartProblem problem, Rollout rollout, CancellationToken cancellationToken);
        }
        [ProblemOrigin(Problem = typeof(ChartProblem))] public sealed class AtlasAttribute : StageAttribute<PromptSet>;
        [Establishes(Fact.Vision)] public sealed class AddVisionAttribute : StageAttribute<Policy, Policy>;
        [Requires(Fact.Vision)] public sealed class LookAttribute : StageAttribute<PromptSet, Policy, Policy>;
        public sealed class ReadAttribute : StageAttribute<PromptSet, Policy, Policy>;

        """;

    [Theory]
    [InlineData("Problems<Charts>")]
    [InlineData("Problems<Maps>")]
    [InlineData("Atlas")]
    public async Task Images_for_a_policy_that_was_never_made_to_see_are_marked_at_the_policy(string source) => Assert.Equal(
        "stage 'Report' gives 'initial' the images of 'curated', but that policy has no vision tower: start from one that has, "
        + "or take problems of text",
        Assert.Single(await Recipes.CheckAsync(Recipe(source, "InitializeTransformer", "Policy {|KIMI6006:initial|}"))));

    [Theory]
    [InlineData("Problems<Captions>", "InitializeTransformer")]
    [InlineData("Problems<Sums>", "InitializeTransformer")]
    [InlineData("ProblemsFile(Path = \"a\")", "InitializeTransformer")]
    [InlineData("Problems<Charts>", "TunedPolicy")]
    public async Task Text_and_policies_that_nothing_is_known_of_are_fine(string source, string policy) => await Recipes.CheckAsync(
        Recipe(source, policy, "Policy initial").Replace("Reward<ChartReward>",
            source.StartsWith("ProblemsFile", StringComparison.Ordinal) ? "ExactAnswerReward" : "Reward<ChartReward>", StringComparison.Ordinal));

    [Fact]
    public async Task A_vision_tower_goes_through_training_and_a_merge_with_one_that_does_not_see_is_not_known() => await Recipes.CheckAsync($$"""
        {{Own}}
        [Recipe("r")]
        public abstract partial class R
        {
            [InitializeTransformer] public abstract Policy Initial();
            [Problems<Charts>] public abstract PromptSet Curated();
            [Demonstrations<Steps>] public abstract Demonstrations Traces(PromptSet curated);
            [AddVision] public abstract Policy Seeing(Policy initial);
            [FineTune] public abstract Policy Sft(Policy seeing, Demonstrations traces);
            [Reinforce, MirrorDescent, Reward<ChartReward>] public abstract Policy LongCot(Policy sft, PromptSet curated);
            [FineTune] public abstract Policy Blind(Policy {|KIMI6006:initial|}, Demonstrations traces);
            [Reinforce, MirrorDescent, Reward<ChartReward>] public abstract Policy Guess(Policy {|KIMI6006:blind|}, PromptSet curated);
            [MergeWeights] public abstract Policy Half(Policy longCot, Policy guess);
            [Evaluate, Reward<ChartReward>]
            public abstract Evaluation Report(
                Policy longCot, Policy {|KIMI6006:guess|}, Policy half, Policy {|KIMI6006:blind|}, [From(nameof(Atlas))] PromptSet atlas);
            [Atlas] public abstract PromptSet Atlas();
            [Transform] public static PromptSet Described(PromptSet curated) => curated;
            [Evaluate, Reward<ChartReward>] public abstract Evaluation Last(Policy initial, PromptSet described);
        }
        """);

    [Fact]
    public async Task A_part_of_a_policy_that_does_not_see_is_marked_where_it_is_to_be_trained() => Assert.Equal(
        "Trains of stage 'Tower' is Vision, and no stage upstream made 'initial' see: leave out Trains, or start from a policy with a vision tower",
        Assert.Single(await Recipes.CheckAsync("""
            public sealed class Drawn : IDocumentSource { public IEnumerable<Document> Documents(Random random) => []; }
            [Recipe("r")]
            public abstract partial class R
            {
                [InitializeTransformer] public abstract Policy Initial();
                [Documents<Drawn>] public abstract Corpus Pages();
                [Pretrain({|KIMI6006:Trains = TrainedParts.Vision|})] public abstract Policy Tower(Policy initial, Corpus pages);
                [AddVisionTower] public abstract Policy Blank(Policy tower);
                [Pretrain(Trains = TrainedParts.Vision)] public abstract Policy Seeing(Policy blank, Corpus pages);
            }
            """)));

    [Fact]
    public async Task A_team_s_own_stage_takes_part_when_it_shows_the_images() => await Recipes.CheckAsync($$"""
        {{Own}}
        [Recipe("r")]
        public abstract partial class R
        {
            [InitializeTransformer] public abstract Policy Initial();
            [Problems<Charts>] public abstract PromptSet Curated();
            [Look] public abstract Policy A(PromptSet curated, Policy {|KIMI6006:initial|});
            [Read] public abstract Policy B(PromptSet curated, Policy a);
        }
        """);

    [Fact]
    public async Task What_the_base_has_already_is_told_once_and_an_override_may_mend_it() => await Recipes.CheckAsync($$"""
        {{Recipe("Problems<Charts>", "InitializeTransformer", "Policy {|KIMI6006:initial|}")}}
        [Recipe("same", Seed = 2)] public abstract partial class Same : R;
        [Recipe("good")] public abstract partial class Good : R { [Problems<Captions>] public abstract override PromptSet Curated(); }
        """);

    [Theory]
    [InlineData("DemonstrationsFile(Path = \"a\", ImageFields = [\"image\"])", "Policy {|KIMI6006:initial|}")]
    [InlineData("DemonstrationsFile(Path = \"a\")", "Policy initial")]
    public async Task Examples_of_a_file_have_images_where_fields_are_named(string examples, string policy) => await Recipes.CheckAsync($$"""
        [Recipe("r")]
        public abstract partial class R
        {
            [InitializeTransformer] public abstract Policy Initial();
            [{{examples}}] public abstract Demonstrations Examples();
            [FineTune] public abstract Policy Sft({{policy}}, Demonstrations examples);
        }
        """);

    [Theory]
    [InlineData("Layout = ProblemLayout.MathVista")]
    [InlineData("Layout = ProblemLayout.Mmmu")]
    [InlineData("Layout = ProblemLayout.MathVision")]
    [InlineData("ImageFields = [\"image\"]")]
    public async Task Problems_of_a_file_have_images_by_their_layout_or_where_fields_are_named(string options) => await Recipes.CheckAsync($$"""
        [Recipe("r")]
        public abstract partial class R
        {
            [InitializeTransformer] public abstract Policy Initial();
            [ProblemsFile(Path = "a", {{options}})] public abstract PromptSet Asked();
            [Evaluate, MathReward] public abstract Evaluation Report(Policy {|KIMI6006:initial|}, PromptSet asked);
        }
        """);

    private static string Recipe(string source, string policy, string parameter) => $$"""
        {{Own}}
        [Recipe("r")]
        public abstract partial class R
        {
            [{{policy}}] public abstract Policy Initial();
            [{{source}}] public abstract PromptSet Curated();
            [Evaluate, Reward<ChartReward>] public abstract Evaluation Report({{parameter}}, PromptSet curated);
        }
        """;

    [Theory]
    [InlineData(
        "[{|KIMI6006:AddVisionTower|}(Layers = 4)] public abstract Policy More(Policy seeing); "
        + "[Pretrain] public abstract Policy Trained(Policy more, Corpus texts);")]
    [InlineData("[Pretrain] public abstract Policy Trained(Policy seeing, Corpus texts);")]
    public async Task A_second_tower_is_told(string code) => await Recipes.CheckAsync($$"""
        [Recipe("r")]
        public abstract partial class R
        {
            [InitializeTransformer(ContextLength = 512)] public abstract Policy Initial();
            [DocumentsFile] public abstract Corpus Texts();
            [AddVisionTower] public abstract Policy Seeing(Policy initial);
            {{code}}
        }
        """);
}
