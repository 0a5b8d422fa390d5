using Kimi.Generators.Tests.Harness;

namespace Kimi.Generators.Tests.Rules;

/// <summary>KIMI5011: a curriculum begins below its end, and old segments are not for a gradient without a ratio.</summary>
public sealed class CurriculumStartTests
{
    [Theory]
    [InlineData("Layout = ProblemLayout.Math", "Width = 2, {|KIMI5011:StartLevel = 10|}")]
    [InlineData("Layout = ProblemLayout.Math", "Width = 2, {|KIMI5011:StartLevel = 6|}")]
    [InlineData("Layout = ProblemLayout.Math", "Width = 2, StartLevel = 5")]
    [InlineData("Layout = ProblemLayout.Math", "Width = 2, StartLevel = 2")]
    [InlineData("LevelField = \"level\"", "Width = 2, StartLevel = 10")]
    public async Task A_start_above_the_hardest_level_of_a_layout_is_told(string layout, string options) => await Recipes.CheckAsync($$"""
        [Recipe("r")]
        public abstract partial class R
        {
            [TunedPolicy] public abstract Policy Warm();
            [ProblemsFile(Path = "a.jsonl", {{layout}})] public abstract PromptSet Problems();
            [Reinforce(Iterations = 80), MirrorDescent, MathReward, CurriculumSampler({{options}})]
            public abstract Policy LongCot(Policy warm, PromptSet problems);
        }
        """);

    [Theory]
    [InlineData("var level = random.Next(1, 5);", "level", "{|KIMI5011:StartLevel = 5|}")]
    [InlineData("", "random.Next(4)", "{|KIMI5011:StartLevel = 4|}")]
    [InlineData("", "left > 9 ? 3 : 1", "{|KIMI5011:StartLevel = 4|}")]
    [InlineData("var level = random.Next(1, 5);", "level", "StartLevel = 4")]
    [InlineData("var level = random.Next(1, 5);", "left + level", "StartLevel = 9")]
    [InlineData("var level = 1; level += left;", "level", "StartLevel = 9")]
    [InlineData("var level = level;", "level", "StartLevel = 9")]
    public async Task A_start_above_the_hardest_level_of_a_source_is_told(string before, string level, string start)
    {
        var isHalfTyped = before.Contains("= level", StringComparison.Ordinal);
        var code = $$"""
            public sealed class Levelled : IProblemSource<MathProblem>
            {
                public IEnumerable<MathProblem> Problems(Random random)
                {
                    while (true)
                    {
                        var left = random.Next(1_000_000);
                        {{before}}
                        yield return new() { Id = $"{left}", Prompt = $"{left}+1=", Level = {{level}}, Answer = $"{left + 1}" };
                    }
                }
            }
            [Recipe("r")]
            public abstract partial class R
            {
                [TunedPolicy] public abstract Policy Warm();
                [Problems<Levelled>] public abstract PromptSet Problems();
                [Reinforce(Iterations = 80), MirrorDescent, ExactAnswerReward, CurriculumSampler(Width = 2, {{start}})]
                public abstract Policy LongCot(Policy warm, PromptSet problems);
            }
            """;

        if (isHalfTyped)
            Assert.DoesNotContain((await Recipes.AnalyzeAsync(Compilations.Create(code))).Diagnostics, told => told.Id == "KIMI5011");
        else
            await Recipes.CheckAsync(code);
    }

    [Theory]
    [InlineData("PolicyGradient", "{|KIMI5011:MaxSegmentAge = 8|}", 1_024)]
    [InlineData("PolicyGradient", "MaxAge = 17, {|KIMI5011:MaxSegmentAge = 8|}", 1_024)]
    [InlineData("PolicyGradient", "{|KIMI5011:MaxAge = 17|}", 1_024)]
    [InlineData("PolicyGradient", "MaxAge = 17", 256)]
    [InlineData("PolicyGradient", "MaxSegmentAge = PartialRolloutsAttribute.CurrentSegmentOnly", 1_024)]
    [InlineData("PolicyGradient", "MaxSegmentAge = 1", 1_024)]
    [InlineData("PolicyGradient, TruncatedImportance", "MaxSegmentAge = 8", 1_024)]
    [InlineData("MirrorDescent", "MaxSegmentAge = 8", 1_024)]
    public async Task Old_segments_are_told_where_nothing_corrects_for_their_age(string objective, string options, int tokens) => await Recipes.CheckAsync($$"""
        [Recipe("r")]
        public abstract partial class R
        {
            [TunedPolicy] public abstract Policy Warm();
            [Problems<Sums>] public abstract PromptSet Problems();
            [Reinforce(Iterations = 80, MaxResponseTokens = {{tokens}}), {{objective}}, ExactAnswerReward, PartialRollouts({{options}})]
            public abstract Policy LongCot(Policy warm, PromptSet problems);
        }
        """);
}
