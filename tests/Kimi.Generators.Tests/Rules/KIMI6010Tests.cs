using Kimi.Generators.Tests.Harness;

namespace Kimi.Generators.Tests.Rules;

/// <summary>KIMI6010: problems have the levels and tags that are gone by.</summary>
public sealed class KIMI6010Tests
{
    [Fact]
    public async Task A_file_without_levels_has_none() => await Recipes.CheckAsync("""
        [Recipe("r")]
        public abstract partial class R
        {
            [ProblemsFile(Path = "a.jsonl")] public abstract PromptSet Problems();
            [TunedPolicy] public abstract Policy Warm();
            [Reinforce, MirrorDescent, ExactAnswerReward, {|KIMI6010:CurriculumSampler|}] public abstract Policy LongCot(Policy warm, PromptSet problems);
        }
        """);

    [Fact]
    public async Task A_field_or_a_layout_gives_them() => await Recipes.CheckAsync("""
        [Recipe("r")]
        public abstract partial class R
        {
            [ProblemsFile(Path = "a.jsonl", LevelField = "level")] public abstract PromptSet Problems();
            [TunedPolicy] public abstract Policy Warm();
            [Reinforce, MirrorDescent, ExactAnswerReward, CurriculumSampler] public abstract Policy LongCot(Policy warm, PromptSet problems);
            [ProblemsFile(Path = "b.jsonl", Layout = ProblemLayout.Math)] public abstract PromptSet Maths();
            [Reinforce, MirrorDescent, MathReward, CurriculumSampler] public abstract Policy Last(Policy longCot, PromptSet maths);
        }
        """);

    [Fact]
    public async Task What_a_source_of_one_s_own_or_a_transform_makes_is_not_known() => await Recipes.CheckAsync("""
        [Recipe("r")]
        public abstract partial class R
        {
            [ProblemsFile(Path = "a.jsonl")] public abstract PromptSet Problems();
            [Transform] public static PromptSet Graded(PromptSet problems) => problems;
            [Problems<Sums>] public abstract PromptSet Sums();
            [TunedPolicy] public abstract Policy Warm();
            [Reinforce, MirrorDescent, ExactAnswerReward, CurriculumSampler] public abstract Policy LongCot(Policy warm, PromptSet graded);
            [Reinforce, MirrorDescent, ExactAnswerReward, CurriculumSampler] public abstract Policy Last(Policy longCot, PromptSet sums);
        }
        """);

    [Theory]
    [InlineData("{|KIMI6010:Trains = TrainedParts.Vision|}")]
    [InlineData("{|KIMI6010:Trains = TrainedParts.Projector|}")]
    [InlineData("Trains = TrainedParts.LanguageModel")]
    public async Task A_tower_that_is_trained_alone_needs_images(string code) => await Recipes.CheckAsync($$"""
        [Recipe("r")]
        public abstract partial class R
        {
            [InitializeTransformer(ContextLength = 512)] public abstract Policy Initial();
            [DocumentsFile] public abstract Corpus Texts();
            [AddVisionTower] public abstract Policy Seeing(Policy initial);
            [Pretrain({{code}})] public abstract Policy Trained(Policy seeing, Corpus texts);
        }
        """);

    [Theory]
    [InlineData("", "{|KIMI6010:CurriculumSampler|}(UntilIteration = 9)")]
    [InlineData("", "HardProblemsSampler(FromIteration = 9)")]
    [InlineData("Level = 3,", "CurriculumSampler(UntilIteration = 9)")]
    public async Task A_source_that_gives_no_levels_is_told_where_one_goes_by_them(string level, string sampler) => await Recipes.CheckAsync($$"""
        public sealed class Asks : IProblemSource<MathProblem>
        {
            public IEnumerable<MathProblem> Problems(Random random)
            {
                while (true)
                {
                    var a = random.Next(1_000_000);
                    yield return new() { Id = $"{a}", {{level}} Prompt = $"{a}+{a}=", Answer = $"{2 * a}" };
                }
            }
        }
        [Recipe("r")]
        public abstract partial class R
        {
            [Problems<Asks>] public abstract PromptSet Problems();
            [TunedPolicy] public abstract Policy Warm();
            [Reinforce, MirrorDescent, ExactAnswerReward, {{sampler}}] public abstract Policy LongCot(Policy warm, PromptSet problems);
        }
        """);

    [Theory]
    [InlineData("problems.Where(problem => {|KIMI6010:problem.PassRate|} is > 0.1 and < 0.9)")]
    [InlineData("problems.Where(problem => {|KIMI6010:problem.PassRate|} < 0.9)")]
    [InlineData("new([.. problems.Problems.Where(problem => {|KIMI6010:problem.Level|} > 3)])")]
    [InlineData("problems.Where(problem => {|KIMI6010:problem.Tags|}.Contains(\"hard\"))")]
    [InlineData("problems.Where(problem => problem.PassRate is null or < 0.9)")]
    [InlineData("problems.Where(problem => (problem.PassRate ?? 0) < 0.9)")]
    [InlineData("problems.Where(problem => problem.Id.Length > 3)")]
    public async Task A_transform_goes_by_what_a_source_gives(string kept) => await Recipes.CheckAsync($$"""
        public sealed class Numbers : IProblemSource<MathProblem>
        {
            public IEnumerable<MathProblem> Problems(Random random)
            {
                while (true)
                    yield return new() { Id = $"{random.Next()}", Prompt = $"{random.Next()}", Answer = "1" };
            }
        }
        [Recipe("r")]
        public abstract partial class R
        {
            [Problems<Numbers>] public abstract PromptSet Problems();
            [TunedPolicy] public abstract Policy Warm();
            [Transform] public static PromptSet Some(PromptSet problems) => {{kept}};
            [Reinforce, MirrorDescent, ExactAnswerReward] public abstract Policy LongCot(Policy warm, PromptSet some);
        }
        """);
}
