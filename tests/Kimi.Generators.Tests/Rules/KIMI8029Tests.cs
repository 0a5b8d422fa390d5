using Kimi.Generators.Tests.Harness;

namespace Kimi.Generators.Tests.Rules;

/// <summary>KIMI8029: what differs by response is not cached by problem.</summary>
public sealed class KIMI8029Tests
{
    [Theory]
    [InlineData("return new({|KIMI8029:_known.GetOrAdd(problem.Id, _ => Verdict.Of(rollout.Text == problem.Answer))|});")]
    [InlineData("var key = problem.Prompt.Text; return new({|KIMI8029:_known.GetOrAdd(key, _ => Judge(problem, rollout))|});")]
    public async Task A_verdict_that_is_kept_by_the_problem_is_told(string body) => await CheckAsync(body);

    // The reward changes, too, and no checkpoint has what it kept.
    [Fact]
    public async Task A_verdict_that_is_put_into_its_place_by_the_problem_is_told() => await CheckAsync(
        "var isRight = rollout.Text == problem.Answer; {|KIMI8029:_known[problem.Id] = Verdict.Of(isRight)|}; return new(_known[problem.Id]);",
        known: "{|KIMI8003:_known|}");

    [Theory]
    [InlineData("return new(_known.GetOrAdd(problem.Id + rollout.Text, _ => Judge(problem, rollout)));")]
    [InlineData("var key = $\"{problem.Id} {rollout.Text}\"; return new(_known.GetOrAdd(key, _ => Judge(problem, rollout)));")]
    public async Task One_that_is_kept_by_both_is_fine(string body) => await CheckAsync(body);

    [Theory]
    [InlineData("var wanted = _wanted.GetOrAdd(problem.Id, _ => problem.Answer.Trim()); return new(Verdict.Of(rollout.Text == wanted));")]
    [InlineData("var mine = new Dictionary<string, string>(); mine[problem.Id] = rollout.Text; return new(Verdict.Of(mine.ContainsValue(problem.Answer)));")]
    public async Task What_is_of_the_problem_or_of_this_call_is_not_told(string body) => await CheckAsync(body);

    [Theory]
    [InlineData("{|KIMI8029:_all.GetOrAdd(problem.Id, _ => new Board())|}")]
    [InlineData("_all.GetOrAdd(context.Id, _ => new Board())")]
    [InlineData("_all.GetOrAdd(problem.Id + context.Seed, _ => new Board())")]
    [InlineData("new Board()")]
    public async Task A_state_of_an_episode_that_is_kept_by_the_problem_is_told(string board) => await Recipes.CheckAsync($$"""
        public sealed class Board { public int Place { get; set; } }
        public sealed class World : IEnvironment<MathProblem>
        {
            private readonly System.Collections.Concurrent.ConcurrentDictionary<string, Board> _all = new();
            public ValueTask<IEpisode> StartAsync(MathProblem problem, EpisodeContext context, CancellationToken cancellationToken) =>
                _all.Count > 999 ? throw new InvalidOperationException() : new(new Episode({{board}}));
            private sealed class Episode(Board board) : IEpisode
            {
                public ValueTask<EnvironmentReply> ReplyAsync(PolicyTurn turn, CancellationToken cancellationToken) =>
                    new(board.Place > turn.Text.Length ? new EnvironmentReply.Finished() : new EnvironmentReply.Continue("on"));
                public ValueTask DisposeAsync() => default;
            }
        }
        """);

    private static Task<IReadOnlyList<string>> CheckAsync(string body, string known = "_known") => Recipes.CheckAsync($$"""
        public sealed class Own : IReward<MathProblem>
        {
            private readonly System.Collections.Concurrent.ConcurrentDictionary<string, Verdict> {{known}} = new();
            private readonly System.Collections.Concurrent.ConcurrentDictionary<string, string> _wanted = new();
            public ValueTask<Verdict> JudgeAsync(MathProblem problem, Rollout rollout, CancellationToken cancellationToken)
            {
                {{body}}
            }

            private static Verdict Judge(MathProblem problem, Rollout rollout) => Verdict.Of(rollout.Text == problem.Answer);
        }
        """);
}
