using Kimi.Generators.Tests.Harness;

namespace Kimi.Generators.Tests.Rules;

/// <summary>KIMI6007: evaluation problems were not trained on.</summary>
public sealed class KIMI6007Tests
{
    [Fact]
    public async Task Training_on_a_benchmark_is_told_and_evaluating_on_it_is_fine() => await Recipes.CheckAsync("""
        [Recipe("r")]
        public abstract partial class R
        {
            [TunedPolicy] public abstract Policy Warm();
            [ProblemsFile(Path = "a.jsonl", Layout = ProblemLayout.Math, Benchmark = Benchmark.Math500)] public abstract PromptSet Test();
            [ProblemsFile(Path = "b.jsonl")] public abstract PromptSet Train();
            [CuratePrompts, MathReward] public abstract PromptSet Curated(Policy warm, PromptSet train, PromptSet test);
            [Reinforce, MirrorDescent, MathReward] public abstract Policy Good(Policy warm, PromptSet curated);
            [Evaluate, MathReward] public abstract Evaluation Report(Policy good, PromptSet test);
            [Reinforce, MirrorDescent, MathReward] public abstract Policy Bad(Policy good, PromptSet {|KIMI6007:test|});
        }
        """);

    [Theory]
    [InlineData("HeldOutShare = 0.2", "{|KIMI6007:test|}")]
    [InlineData("HeldOutShare = 0.8", "test")]
    public async Task Exchanged_splits_are_told_where_the_held_out_part_is_the_smaller(string share, string test) => await Recipes.CheckAsync($$"""
        [Recipe("r")]
        public abstract partial class R
        {
            [TunedPolicy] public abstract Policy Warm();
            [ProblemsFile(Path = "a.jsonl", Split = Split.HeldOut, {{share}})] public abstract PromptSet Train();
            [ProblemsFile(Path = "a.jsonl", Split = Split.Train, {{share}})] public abstract PromptSet Test();
            [Reinforce, MirrorDescent, ExactAnswerReward] public abstract Policy Tuned(Policy warm, PromptSet train);
            [Evaluate, ExactAnswerReward] public abstract Evaluation Report(Policy tuned, PromptSet {{test}});
        }
        """);

    private const string Own = """
        public sealed class LevelSumsAttribute : ProblemsAttribute<Sums>
        {
            [System.ComponentModel.DefaultValue(1)] public int Level { get; set; } = 1;
            public string Language { get; set; } = "en";
        }
        [ProblemOrigin] public sealed class BenchmarkAttribute : StageAttribute<PromptSet>;
        public sealed class MeasureAttribute : StageAttribute<Policy, PromptSet, PromptSet>;
        public sealed class BlendAttribute : StageAttribute<IReadOnlyList<PromptSet>, PromptSet>;
        public sealed class MimicAttribute : StageAttribute<Policy, Demonstrations>;
        [Requires(Fact.UnseenProblems)] public sealed class ExamineAttribute : StageAttribute<PromptSet, Policy, Policy>;

        """;

    [Theory]
    [InlineData("Problems<Sums>", "Problems<Sums>")]
    [InlineData("Problems<Sums>", "Problems<Sums>(Count = 100)")]
    [InlineData("Problems<Sums>", "Problems<Sums>(Split = Split.All)")]
    [InlineData("Problems<Sums>(Split = Split.All)", "Problems<Sums>(Split = Split.HeldOut)")]
    [InlineData("LevelSums(Level = 2)", "LevelSums(Level = 2, Count = 7)")]
    [InlineData("Benchmark", "Benchmark")]
    [InlineData("ProblemsFile(Path = \"a\")", "ProblemsFile(Path = \"a\", Split = Split.HeldOut)")]
    [InlineData("ProblemsFile(Path = \"a\", Split = Split.Train)", "ProblemsFile(Path = \"a\", Split = Split.Train)")]
    [InlineData("ProblemsFile(Path = \"a\")", "ProblemsFile(Path = \"a\", Layout = ProblemLayout.Gsm8k, Shuffle = true)")]
    [InlineData("ProblemsFile(Path = \"a\", Split = Split.Train)", "ProblemsFile(Path = \"a\", Split = Split.HeldOut, HeldOutShare = 0.2)")]
    public async Task Problems_of_one_source_that_no_split_keeps_apart_are_marked_at_the_prompts(string train, string test) => Assert.Equal(
        "stage 'Report' evaluates 'sft' on 'test', problems that stage 'Sft' learned from, so it measures memory: take problems of another split or source",
        Assert.Single(await Recipes.CheckAsync(Recipe(train, test, "PromptSet {|KIMI6007:test|}"))));

    [Theory]
    [InlineData("Problems<Sums>", "Problems<Sums>(Split = Split.HeldOut)")]
    [InlineData("Problems<Sums>(Split = Split.HeldOut)", "Problems<Sums>")]
    [InlineData("Problems<Sums>", "LevelSums")]
    [InlineData("LevelSums", "LevelSums(Level = 2)")]
    [InlineData("LevelSums(Language = \"en\")", "LevelSums(Language = \"de\")")]
    [InlineData("Problems<Sums>", "Benchmark")]
    [InlineData("ProblemsFile(Path = \"a\")", "ProblemsFile(Path = \"b\")")]
    [InlineData("ProblemsFile(Path = \"a\", Split = Split.Train)", "ProblemsFile(Path = \"a\", Split = Split.HeldOut)")]
    [InlineData(
        "ProblemsFile(Path = \"a\", Split = Split.Train, HeldOutShare = 0.2)", "ProblemsFile(Path = \"a\", Split = Split.HeldOut, HeldOutShare = 0.2)")]
    [InlineData("ProblemsFile", "ProblemsFile")]
    [InlineData("ProblemsFile", "ProblemsFile(Path = \"a\")")]
    public async Task Another_split_source_or_option_and_a_path_that_is_not_known_are_fine(string train, string test) =>
        await Recipes.CheckAsync(Recipe(train, test, "PromptSet test"));

    [Fact]
    public async Task A_default_that_is_given_and_one_that_is_not_are_the_same_source() =>
        await Recipes.CheckAsync(Recipe("LevelSums({|KIMI5003:Level = 1|})", "LevelSums", "PromptSet {|KIMI6007:test|}"));

    [Fact]
    public async Task The_stage_that_training_took_is_told_even_where_its_source_is_not_known_and_several_policies_once()
    {
        var messages = await Recipes.CheckAsync("""
            [Recipe("r")]
            public abstract partial class R
            {
                [TunedPolicy] public abstract Policy Warm();
                [ProblemsFile] public abstract PromptSet Curated();
                [Demonstrations<Steps>] public abstract Demonstrations Traces(PromptSet curated);
                [FineTune] public abstract Policy Sft(Policy warm, Demonstrations traces);
                [Reinforce, MirrorDescent, ExactAnswerReward] public abstract Policy LongCot(Policy sft, PromptSet curated);
                [MergeWeights] public abstract Policy Merged(Policy longCot, Policy warm);
                [Evaluate, ExactAnswerReward] public abstract Evaluation Before(Policy warm, PromptSet curated);
                [Evaluate, ExactAnswerReward]
                public abstract Evaluation After(
                    Policy warm, Policy sft, Policy longCot, Policy merged, [From(nameof(Curated))] PromptSet {|KIMI6007:problems|});
            }
            """);
        Assert.Equal(
            "stage 'After' evaluates 'sft', 'longCot' and 'merged' on 'problems', problems that stage 'Sft' learned from, so it measures memory: "
            + "take problems of another split or source",
            Assert.Single(messages));
    }

    [Fact]
    public async Task What_a_transform_makes_of_training_problems_is_told_and_two_transforms_of_one_set_are_not() => await Recipes.CheckAsync("""
        [Recipe("r")]
        public abstract partial class R
        {
            [TunedPolicy] public abstract Policy Warm();
            [Problems<Sums>] public abstract PromptSet Curated();
            [Transform] public static PromptSet Hard(PromptSet curated) => curated;
            [Transform] public static PromptSet Easy(PromptSet curated) => curated;
            [Transform] public static PromptSet Hardest(PromptSet hard) => hard;
            [Reinforce, MirrorDescent, ExactAnswerReward] public abstract Policy A(Policy warm, PromptSet curated);
            [Reinforce, MirrorDescent, ExactAnswerReward] public abstract Policy B(Policy warm, PromptSet hard);
            [Evaluate, ExactAnswerReward] public abstract Evaluation C(Policy a, PromptSet {|KIMI6007:hard|});
            [Evaluate, ExactAnswerReward] public abstract Evaluation D(Policy b, PromptSet {|KIMI6007:hardest|});
            [Evaluate, ExactAnswerReward] public abstract Evaluation E(Policy b, PromptSet {|KIMI6007:curated|});
            [Evaluate, ExactAnswerReward] public abstract Evaluation F(Policy b, PromptSet easy);
        }
        """);

    [Fact]
    public async Task A_policy_that_is_trained_further_has_learned_from_the_problems_of_all_that_went_into_it() => await Recipes.CheckAsync("""
        [PartOf(0)] public sealed class DistilAttribute : StageAttribute<Policy, Policy, PromptSet, Policy>;
        [Recipe("r")]
        public abstract partial class R
        {
            [TunedPolicy] public abstract Policy Student();
            [TunedPolicy] public abstract Policy Warm();
            [Problems<Sums>] public abstract PromptSet Curated();
            [ProblemsFile(Path = "a")] public abstract PromptSet Asked();
            [ProblemsFile(Path = "b")] public abstract PromptSet Fresh();
            [Reinforce, MirrorDescent, ExactAnswerReward] public abstract Policy Teacher(Policy warm, PromptSet curated);
            [Distil] public abstract Policy Distilled(Policy student, Policy teacher, PromptSet asked);
            [Evaluate, ExactAnswerReward] public abstract Evaluation A(Policy distilled, PromptSet {|KIMI6007:curated|});
            [Evaluate, ExactAnswerReward] public abstract Evaluation B(Policy distilled, PromptSet {|KIMI6007:asked|});
            [Evaluate, ExactAnswerReward] public abstract Evaluation C(Policy distilled, PromptSet fresh);
        }
        """);

    [Fact]
    public async Task A_transform_that_takes_training_problems_out_of_others_is_fine() => await Recipes.CheckAsync("""
        [Recipe("r")]
        public abstract partial class R
        {
            [TunedPolicy] public abstract Policy Warm();
            [Problems<Sums>] public abstract PromptSet Curated();
            [Problems<Sums>(Split = Split.All)] public abstract PromptSet All();
            [Transform] public static PromptSet Clean(PromptSet all, PromptSet curated) => all;
            [Reinforce, MirrorDescent, ExactAnswerReward] public abstract Policy LongCot(Policy warm, PromptSet curated);
            [Evaluate, ExactAnswerReward] public abstract Evaluation Report(Policy longCot, PromptSet clean);
        }
        """);

    [Fact]
    public async Task A_policy_that_measures_or_transforms_problems_does_not_put_its_own_into_them() => await Recipes.CheckAsync($$"""
        {{Own}}
        [Recipe("r")]
        public abstract partial class R
        {
            [TunedPolicy] public abstract Policy Warm();
            [Problems<Sums>] public abstract PromptSet Curated();
            [Problems<Sums>(Split = Split.HeldOut)] public abstract PromptSet HeldOut();
            [Reinforce, MirrorDescent, ExactAnswerReward] public abstract Policy LongCot(Policy warm, PromptSet curated);
            [Measure] public abstract PromptSet Measured(Policy longCot, PromptSet heldOut);
            [Transform] public static PromptSet Hard(Policy longCot, PromptSet heldOut) => heldOut;
            [Evaluate, ExactAnswerReward] public abstract Evaluation A(Policy longCot, PromptSet measured);
            [Evaluate, ExactAnswerReward] public abstract Evaluation B(Policy longCot, PromptSet hard);
            [Measure] public abstract PromptSet Again(Policy longCot, PromptSet curated);
            [Evaluate, ExactAnswerReward] public abstract Evaluation C(Policy longCot, PromptSet {|KIMI6007:again|});
        }
        """);

    [Fact]
    public async Task Lists_demonstrations_and_a_team_s_own_stages_carry_problems() => await Recipes.CheckAsync($$"""
        {{Own}}
        [Recipe("r")]
        public abstract partial class R
        {
            [TunedPolicy] public abstract Policy Warm();
            [Problems<Sums>] public abstract PromptSet Curated();
            [Benchmark] public abstract PromptSet Public();
            [Problems<Sums>(Split = Split.HeldOut)] public abstract PromptSet HeldOut();
            [Blend] public abstract PromptSet Mixed(PromptSet curated, PromptSet @public);
            [Reinforce, MirrorDescent, ExactAnswerReward] public abstract Policy Teacher(Policy warm, PromptSet mixed);
            [Mimic] public abstract Demonstrations Said(Policy teacher);
            [FineTune] public abstract Policy Student(Policy warm, Demonstrations said);
            [Examine] public abstract Policy A([From(nameof(Public))] PromptSet {|KIMI6007:test|}, Policy student);
            [Examine] public abstract Policy B([From(nameof(HeldOut))] PromptSet test, Policy a);
            [Blend] public abstract PromptSet Half(PromptSet heldOut, PromptSet @public);
            [Evaluate, ExactAnswerReward] public abstract Evaluation Report(Policy b, PromptSet {|KIMI6007:half|});
        }
        """);

    [Fact]
    public async Task What_the_base_has_already_is_told_once_and_an_override_may_mend_it() => await Recipes.CheckAsync($$"""
        {{Recipe("Problems<Sums>", "Problems<Sums>", "PromptSet {|KIMI6007:test|}")}}
        [Recipe("same", Seed = 2)] public abstract partial class Same : R;
        [Recipe("good")] public abstract partial class Good : R { [Problems<Sums>(Split = Split.HeldOut)] public abstract override PromptSet Test(); }
        """);

    private static string Recipe(string train, string test, string parameter) => $$"""
        {{Own}}
        [Recipe("r")]
        public abstract partial class R
        {
            [TunedPolicy] public abstract Policy Warm();
            [{{train}}] public abstract PromptSet Curated();
            [{{test}}] public abstract PromptSet Test();
            [Demonstrations<Steps>] public abstract Demonstrations Traces(PromptSet curated);
            [FineTune] public abstract Policy Sft(Policy warm, Demonstrations traces);
            [Evaluate, ExactAnswerReward] public abstract Evaluation Report(Policy sft, {{parameter}});
        }
        """;

    [Fact]
    public async Task What_is_a_part_of_one_set_is_none_of_those_it_was_compared_with_and_still_of_its_own()
    {
        var messages = await Recipes.CheckAsync("""
            [Recipe("r")]
            public abstract partial class R
            {
                [TunedPolicy] public abstract Policy Warm();
                [Problems<Sums>] public abstract PromptSet Raw();
                [Problems<Sums>(Split = Split.HeldOut)] public abstract PromptSet HeldOut();
                [CuratePrompts, ExactAnswerReward] public abstract PromptSet Curated(Policy warm, PromptSet raw, PromptSet heldOut);
                [Reinforce, MirrorDescent, ExactAnswerReward] public abstract Policy LongCot(Policy warm, PromptSet curated);
                [Evaluate, ExactAnswerReward] public abstract Evaluation Unseen(Policy longCot, PromptSet heldOut);
                [Evaluate, ExactAnswerReward] public abstract Evaluation Seen(Policy longCot, PromptSet {|KIMI6007:raw|});
            }
            """);
        Assert.Contains("'Seen' evaluates 'longCot' on 'raw'", Assert.Single(messages), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(
        "[CuratePrompts, MathReward] public abstract PromptSet Curated(Policy start, PromptSet problems, PromptSet math); "
        + "[Evaluate, MathReward] public abstract Evaluation OnAime(Policy longCot, PromptSet {|KIMI6007:aime|});")]
    [InlineData(
        "[CuratePrompts, MathReward] public abstract PromptSet Curated(Policy start, PromptSet problems, PromptSet math, PromptSet aime); "
        + "[Evaluate, MathReward] public abstract Evaluation OnAime(Policy longCot, PromptSet aime);")]
    public async Task A_set_that_training_was_not_held_against_is_told_where_others_were(string code) => await Recipes.CheckAsync($$"""
        [Recipe("r")]
        public abstract partial class R
        {
            [TunedPolicy] public abstract Policy Start();
            [ProblemsFile(Path = "train.jsonl")] public abstract PromptSet Problems();
            [ProblemsFile(Path = "math.jsonl")] public abstract PromptSet Math();
            [ProblemsFile(Path = "aime.jsonl")] public abstract PromptSet Aime();
            {{code}}
            [Reinforce, MirrorDescent, MathReward] public abstract Policy LongCot(Policy start, PromptSet curated);
            [Evaluate, MathReward] public abstract Evaluation OnMath(Policy longCot, PromptSet math);
        }
        """);

    [Theory]
    [InlineData("new([.. train, .. test])", "{|KIMI6007:test|}")]
    [InlineData("new([.. train.Where(p => p.Level > 2).Concat(test)])", "{|KIMI6007:test|}")]
    [InlineData("new([.. train.Where(p => !test.Contains(p))])", "test")]
    [InlineData("new([.. train.ExceptBy(test.Select(p => p.Id), p => p.Id)])", "test")]
    public async Task Sets_that_a_transform_puts_together_are_seen_and_one_that_it_takes_out_is_not(string mixed, string test) =>
        await Recipes.CheckAsync($$"""
            [Recipe("r")]
            public abstract partial class R
            {
                [TunedPolicy] public abstract Policy Warm();
                [Problems<Sums>] public abstract PromptSet Train();
                [Problems<Sums>(Split = Split.HeldOut)] public abstract PromptSet Test();
                [Transform] public static PromptSet Mixed(PromptSet train, PromptSet test) => {{mixed}};
                [Reinforce, MirrorDescent, ExactAnswerReward] public abstract Policy Tuned(Policy warm, PromptSet mixed);
                [Evaluate, ExactAnswerReward] public abstract Evaluation Report(Policy tuned, PromptSet {{test}});
            }
            """);
}
