using Kimi.Generators.Tests.Harness;

namespace Kimi.Generators.Tests.Rules;

/// <summary>KIMI3006: there are as many problems as are taken at a time.</summary>
public sealed class KIMI3006Tests
{
    [Theory]
    [InlineData("Reinforce({|KIMI3006:PromptsPerIteration = 2_048|})", "MirrorDescent, ExactAnswerReward")]
    public async Task More_than_there_are_is_told(string stage, string components) => await Recipes.CheckAsync(Recipe(stage, components));

    [Theory]
    [InlineData("Reinforce(PromptsPerIteration = 1_024)", "MirrorDescent, ExactAnswerReward")]
    [InlineData("Reinforce", "MirrorDescent, ExactAnswerReward")]
    public async Task As_many_as_there_are_is_fine(string stage, string components) => await Recipes.CheckAsync(Recipe(stage, components));

    [Fact]
    public async Task A_set_that_nobody_counted_is_not_checked() => await Recipes.CheckAsync("""
        [Recipe("r")]
        public abstract partial class R
        {
            [TunedPolicy] public abstract Policy Warm();
            [ProblemsFile(Path = "a.jsonl")] public abstract PromptSet Curated();
            [Reinforce(PromptsPerIteration = 4_096), MirrorDescent, ExactAnswerReward] public abstract Policy LongCot(Policy warm, PromptSet curated);
        }
        """);

    private static string Recipe(string stage, string components) => $$"""
        [Recipe("r")]
        public abstract partial class R
        {
            [TunedPolicy] public abstract Policy Warm();
            [Problems<Sums>] public abstract PromptSet Curated();
            [{{stage}}, {{components}}] public abstract Policy LongCot(Policy warm, PromptSet curated);
        }
        """;

    [Theory]
    [InlineData(
        "[CuratePrompts(MaxProblems = 48), ExactAnswerReward] public abstract PromptSet Few(Policy start, PromptSet problems, PromptSet heldOut); "
        + "[Reinforce({|KIMI3006:PromptsPerIteration = 128|}), MirrorDescent, ExactAnswerReward] public abstract Policy LongCot(Policy start, PromptSet few);")]
    [InlineData(
        "[CuratePrompts, ExactAnswerReward] public abstract PromptSet Few(Policy start, PromptSet problems, PromptSet heldOut); "
        + "[Reinforce(PromptsPerIteration = 128), MirrorDescent, ExactAnswerReward] public abstract Policy LongCot(Policy start, PromptSet few);")]
    public async Task What_curation_leaves_at_most_counts(string code) => await Recipes.CheckAsync($$"""
        [Recipe("r")]
        public abstract partial class R
        {
            [TunedPolicy] public abstract Policy Start();
            [Problems<Sums>(Count = 4_096)] public abstract PromptSet Problems();
            [Problems<Sums>(Split = Split.HeldOut)] public abstract PromptSet HeldOut();
            {{code}}
            [Evaluate, ExactAnswerReward] public abstract Evaluation Report(Policy longCot, PromptSet heldOut);
        }
        """);

    [Theory]
    [InlineData("FineTune({|KIMI3006:Steps = 2_000|}, BatchSize = 64)")]
    [InlineData("FineTune(Steps = 200, BatchSize = 64)")]
    public async Task A_few_demonstrations_that_are_learned_by_heart_are_told(string code) => await Recipes.CheckAsync($$"""
        [Recipe("r")]
        public abstract partial class R
        {
            [TunedPolicy] public abstract Policy Start();
            [DemonstrationsFile(Count = 100)] public abstract Demonstrations Rows();
            [{{code}}] public abstract Policy Sft(Policy start, Demonstrations rows);
        }
        """);

    [Theory]
    [InlineData("for (var i = 0; i < 10; i++) yield return new() { Id = $\"{i}\", Prompt = $\"{i}\", Answer = \"\" };", 1)]
    [InlineData("for (var i = 0; i < 5_000; i++) yield return new() { Id = $\"{i}\", Prompt = $\"{i}\", Answer = \"\" };", 0)]
    [InlineData("for (var i = 0; i < random.Next(9_999); i++) yield return new() { Id = $\"{i}\", Prompt = $\"{i}\", Answer = \"\" };", 0)]
    public async Task A_source_that_ends_before_it_has_made_enough_is_told(string loop, int count)
    {
        var use = count == 0 ? "Problems<Own>(Count = 4_096)" : "{|KIMI3006:Problems<Own>(Count = 4_096)|}";
        Assert.Equal(count, (await Recipes.CheckAsync($$"""
            public sealed class Own : IProblemSource<MathProblem>
            {
                public IEnumerable<MathProblem> Problems(Random random)
                {
                    {{loop}}
                }
            }

            [Recipe("r")]
            public abstract partial class R
            {
                [TunedPolicy] public abstract Policy Start();
                [{{use}}] public abstract PromptSet Problems();
                [Evaluate, ExactAnswerReward] public abstract Evaluation Report(Policy start, PromptSet problems);
            }
            """)).Count);
    }

    [Theory]
    [InlineData("random.Next(10)", "random.Next(1, 11)", true)]
    [InlineData("random.Next(100)", "random.Next(100)", false)]
    [InlineData("random.Next(10)", "count++", false)]
    [InlineData("random.Next(10)", "Other(random)", false)]
    public async Task A_source_that_draws_too_few_is_told(string first, string second, bool isTold) => await Recipes.CheckAsync($$"""
        public sealed class Own : IProblemSource<MathProblem>
        {
            public IEnumerable<MathProblem> Problems(Random random)
            {
                var count = 0;
                while (true)
                {
                    var (a, b) = ({{first}}, {{second}});
                    yield return new MathProblem { Id = $"{a}+{b}", Prompt = $"{a}+{b}+{count}=", Answer = $"{a + b}" };
                }
            }
            private static int Other(Random random) => random.Next(1_000_000);
        }
        [Recipe("r")]
        public abstract partial class R
        {
            [{{(isTold ? "{|KIMI3006:Problems<Own>(Count = 500)|}" : "Problems<Own>(Count = 500)")}}] public abstract PromptSet Problems();
            [TunedPolicy] public abstract Policy Warm();
            [Reinforce, MirrorDescent, ExactAnswerReward] public abstract Policy LongCot(Policy warm, PromptSet problems);
        }
        """);

    [Theory]
    [InlineData("{|KIMI3006:Steps = 20_000|}", 64, 256)]
    [InlineData("Steps = 400", 64, 256)]
    [InlineData("Steps = 20_000", 24, 24)]
    public async Task Many_passes_over_made_demonstrations_are_told_but_for_whole_batches(string steps, int batch, int count) => await Recipes.CheckAsync($$"""
        public sealed class Own : IProblemSource<MathProblem> { public IEnumerable<MathProblem> Problems(Random random) => []; }
        [Recipe("r")]
        public abstract partial class R
        {
            [Problems<Own>(Count = {{count}})] public abstract PromptSet Problems();
            [Demonstrations<Steps>] public abstract Demonstrations Traces(PromptSet problems);
            [InitializeTransformer] public abstract Policy Initial();
            [FineTune({{steps}}, BatchSize = {{batch}})] public abstract Policy Sft(Policy initial, Demonstrations traces);
        }
        """);
}
