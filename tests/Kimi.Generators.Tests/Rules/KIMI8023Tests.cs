using Kimi.Generators.Tests.Harness;

namespace Kimi.Generators.Tests.Rules;

/// <summary>KIMI8023: what is looked for can be there.</summary>
public sealed class KIMI8023Tests
{
    [Theory]
    [InlineData("{|KIMI8023:rollout.Text.ToLowerInvariant().Contains(\"Answer\")|}")]
    [InlineData("{|KIMI8023:rollout.Text.ToUpperInvariant().Trim().StartsWith(\"answer\", StringComparison.Ordinal)|}")]
    [InlineData("{|KIMI8023:rollout.Text.Trim().EndsWith(\"#\\n\", StringComparison.Ordinal)|}")]
    [InlineData("{|KIMI8023:rollout.Text.Replace(\",\", \"\").Contains(\"1,000\")|}")]
    [InlineData("{|KIMI8023:rollout.Text.Split('#')[0].Contains('#')|}")]
    [InlineData("{|KIMI8023:System.Text.RegularExpressions.Regex.IsMatch(rollout.Text, \"<think>(.+)</think>#\")|}")]
    public async Task What_cannot_be_there_is_told(string right) => await CheckAsync("", right);

    [Fact]
    public async Task A_variable_is_followed() =>
        await CheckAsync("var text = rollout.Text.ToLowerInvariant();", "{|KIMI8023:text.IndexOf(\"Answer\", StringComparison.Ordinal)|} >= 0");

    [Theory]
    [InlineData("", "rollout.Text.ToLowerInvariant().Contains(\"answer\")")]
    [InlineData("", "rollout.Text.ToLowerInvariant().Contains(\"Answer\", StringComparison.OrdinalIgnoreCase)")]
    [InlineData("", "rollout.Text.Trim().EndsWith(\"#\", StringComparison.Ordinal)")]
    [InlineData("", "rollout.Text.Replace(\"\\r\\n\", \"\\n\").Contains('\\n')")]
    [InlineData("", "rollout.Text.Replace(\"#\", \"##\").Contains('#')")]
    [InlineData("", "rollout.Text.Split('#', 2)[0].Length > 3 && rollout.Text.Split('#', 2)[^1].Contains('#')")]
    [InlineData("var text = rollout.Text.ToLowerInvariant(); if (text.Length == 0) text = \"Answer\";", "text.Contains(\"Answer\")")]
    [InlineData("", "System.Text.RegularExpressions.Regex.IsMatch(rollout.Text, \"(?s)<think>(.+)</think>#\")")]
    [InlineData("", "System.Text.RegularExpressions.Regex.IsMatch(rollout.Text, \"<answer>(.+)</answer>\")")]
    public async Task What_can_be_there_is_fine(string before, string right) => await CheckAsync(before, right);

    private static Task<IReadOnlyList<string>> CheckAsync(string before, string right) => Recipes.CheckAsync($$"""
        public sealed class Own : IReward<MathProblem>
        {
            public ValueTask<Verdict> JudgeAsync(MathProblem problem, Rollout rollout, CancellationToken cancellationToken)
            {
                _ = problem;
                {{before}}
                return new(Verdict.Of({{right}}));
            }
        }
        """);

    [Theory]
    [InlineData("{|KIMI8023:turn.Text.EndsWith(\"</search>\")|}")]
    [InlineData("{|KIMI8023:System.Text.RegularExpressions.Regex.IsMatch(turn.Text, \"<search>(.*)</search>\")|}")]
    [InlineData("{|KIMI8023:Query.IsMatch(turn.Text)|}")]
    [InlineData("turn.Text.Contains(\"<search>\")")]
    [InlineData("(turn.Text + turn.StopText).EndsWith(\"</search>\")")]
    [InlineData("System.Text.RegularExpressions.Regex.IsMatch(turn.Text, \"<search>(.*)(</search>)?\")")]
    public async Task What_ended_a_turn_is_not_in_it(string isQuery) => await Recipes.CheckAsync($$"""
        public sealed class Search : IEnvironment<MathProblem>
        {
            private static readonly System.Text.RegularExpressions.Regex Query = new("<search>(.*)</search>");
            public IReadOnlyList<string> TurnEnds => ["</search>"];
            public ValueTask<IEpisode> StartAsync(MathProblem problem, EpisodeContext context, CancellationToken cancellationToken) => new(new Episode());
            private sealed class Episode : IEpisode
            {
                public ValueTask<EnvironmentReply> ReplyAsync(PolicyTurn turn, CancellationToken cancellationToken) =>
                    new({{isQuery}} && Query.ToString() != "" ? new EnvironmentReply.Continue("on") : new EnvironmentReply.Finished());
                public ValueTask DisposeAsync() => default;
            }
        }
        """);
}
