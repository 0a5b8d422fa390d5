using Kimi.Generators.Tests.Harness;

namespace Kimi.Generators.Tests.Rules;

/// <summary>KIMI8032: a length is that of what the policy wrote, and one that there is.</summary>
public sealed class KIMI8032Tests
{
    [Theory]
    [InlineData("Math.Min(1, {|KIMI8032:rollout.Tokens.Count|} / 512.0)")]
    [InlineData("1 - Math.Min(1, 0.001 * {|KIMI8032:rollout.Tokens.Count()|})")]
    [InlineData("{|KIMI8032:rollout.Tokens.Count|} < 40 ? 1 : 0")]
    [InlineData("Math.Min(1, rollout.Length / 512.0)")]
    [InlineData("Math.Min(1, rollout.Logprobs.Count(each => each > -1) / (1.0 + rollout.Tokens.Count))")]
    [InlineData("rollout.Tokens.Count == 0 ? 0 : 1")]
    public async Task Tokens_of_an_environment_that_are_counted_are_told(string score) => await CheckAsync(score, "Environment<Dice>(MaxTurns = 2)");

    [Theory]
    [InlineData("{|KIMI8032:rollout.Length > 4_096|} ? 0.5 : 1")]
    [InlineData("{|KIMI8032:4_096 >= rollout.Length|} ? 1 : 0.5")]
    [InlineData("{|KIMI8032:rollout.Tokens.Count >= Most|} ? 0.5 : 1")]
    [InlineData("{|KIMI8032:rollout.Length > 200|} ? 0.5 : 1")]
    [InlineData("rollout.Length >= 200 ? 0.5 : 1")]
    [InlineData("rollout.Length > 160 ? 0.5 : 1")]
    [InlineData("rollout.Text.Length > 4_096 ? 0.5 : 1")]
    [InlineData("Math.Min(1, rollout.Length / 4_096.0)")]
    public async Task A_length_beyond_the_limit_is_told(string score) => await CheckAsync(score, "LengthPenalty");

    [Fact]
    public async Task A_limit_that_a_file_or_a_variant_may_raise_is_not_known()
    {
        await Recipes.CheckAsync(Source("rollout.Length > 4_096 ? 0.5 : 1", "LengthPenalty"), new TextFile("kimi.json", """
            { "r": { "LongCot": { "MaxResponseTokens": 250 } } }
            """));
        await Recipes.CheckAsync(Source("rollout.Length > 4_096 ? 0.5 : 1", "LengthPenalty") + """
            [Recipe("other")] public abstract partial class Other : R
            {
                [Reinforce(MaxResponseTokens = 8_192), MirrorDescent, Reward<Own>] public abstract override Policy LongCot(Policy warm, PromptSet problems);
            }
            """);
    }

    private static Task<IReadOnlyList<string>> CheckAsync(string score, string component) => Recipes.CheckAsync(Source(score, component));

    private static string Source(string score, string component) => $$"""
        public abstract class Dice : IEnvironment<Problem>
        {
            public abstract ValueTask<IEpisode> StartAsync(Problem problem, EpisodeContext context, CancellationToken cancellationToken);
        }

        public sealed class Own : IReward<MathProblem>
        {
            private const int Most = 5_000;

            public ValueTask<Verdict> JudgeAsync(MathProblem problem, Rollout rollout, CancellationToken cancellationToken) =>
                new(problem.Level > Most ? new Verdict.Scored(0) : new Verdict.Scored({{score}}));
        }

        [Recipe("r")]
        public abstract partial class R
        {
            [TunedPolicy] public abstract Policy Warm();
            [ProblemsFile(Path = "a.jsonl")] public abstract PromptSet Problems();
            [Reinforce(MaxResponseTokens = 200), MirrorDescent, Reward<Own>, {{component}}]
            public abstract Policy LongCot(Policy warm, PromptSet problems);
        }
        """;
}
