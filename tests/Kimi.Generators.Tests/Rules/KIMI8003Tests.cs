using Kimi.Generators.Tests.Harness;

namespace Kimi.Generators.Tests.Rules;

/// <summary>KIMI8003: state of components is in checkpoints.</summary>
public sealed class KIMI8003Tests
{
    [Fact]
    public async Task A_field_that_is_assigned_is_told() => await Recipes.CheckAsync("""
        using System.Threading;
        using System.Threading.Tasks;
        public sealed class Own : IReward<MathProblem>
        {
            private int {|KIMI8003:_seen|};
            public ValueTask<Verdict> JudgeAsync(MathProblem problem, Rollout rollout, CancellationToken cancellationToken) =>
                new(Verdict.Of(rollout.Length < _seen++));
        }
        """);

    [Theory]
    [InlineData("_seen", "if (Interlocked.Increment(ref _seen) % 100 == 0) Tell($\"{_seen} so far\");")]
    [InlineData("_seen", "_seen++; Tell($\"{_seen} so far\");")]
    [InlineData("{|KIMI8003:_seen|}", "_seen++;")]
    [InlineData("{|KIMI8003:_seen|}", "if (_seen++ > 100) return new(Verdict.Of(false));")]
    [InlineData("{|KIMI8003:_seen|}", "_seen++; Tell($\"{_seen} so far\"); if (_seen > 100) return new(Verdict.Of(false));")]
    public async Task A_number_that_is_only_counted_and_told_is_fine(string field, string statements) => await Recipes.CheckAsync($$"""
        using System.Threading;
        using System.Threading.Tasks;
        public sealed class Own : IReward<MathProblem>
        {
            private int {{field}};
            public ValueTask<Verdict> JudgeAsync(MathProblem problem, Rollout rollout, CancellationToken cancellationToken)
            {
                {{statements}}
                return new(Verdict.Of(rollout.Text == problem.Answer));
            }
            private static void Tell(string line) => System.Diagnostics.Debug.WriteLine(line);
        }
        """);

    [Fact]
    public async Task A_collection_that_is_changed_is_told() => await Recipes.CheckAsync("""
        using System.Threading;
        using System.Threading.Tasks;
        public sealed class Own : IReward<MathProblem>
        {
            private readonly System.Collections.Generic.HashSet<string> {|KIMI8003:_seen|} = [];
            public ValueTask<Verdict> JudgeAsync(MathProblem problem, Rollout rollout, CancellationToken cancellationToken) =>
                new(Verdict.Of(_seen.Add(rollout.Text)));
        }
        """);

    [Fact]
    public async Task What_is_only_filled_in_or_set_at_first_is_fine() => await Recipes.CheckAsync("""
        using System.Threading;
        using System.Threading.Tasks;
        public sealed class Own : IReward<MathProblem>
        {
            private readonly System.Collections.Concurrent.ConcurrentDictionary<string, int> _known = new();
            private string? _most;
            private readonly int _size;
            public Own() => _size = 3;
            public ValueTask<Verdict> JudgeAsync(MathProblem problem, Rollout rollout, CancellationToken cancellationToken) =>
                new(Verdict.Of(_known.GetOrAdd(rollout.Text, text => text.Length) < (_most ??= "9").Length + _size));
        }
        """);

    [Fact]
    public async Task A_class_that_is_no_component_is_not_checked() => await Recipes.CheckAsync("""
        public sealed class Counter { private int _seen; public int Next() => ++_seen; }
        """);

    [Fact]
    public async Task A_field_that_a_property_or_a_lambda_changes_is_told_once() => await Recipes.CheckAsync("""
        using System.Threading;
        using System.Threading.Tasks;
        public sealed partial class Own : IReward<MathProblem>
        {
            private int {|KIMI8003:_seen|};
            private int _first = new Func<int>(() => { var sum = 0; return ++sum; })();
            private int Next { get { _seen++; return _seen; } }
            public ValueTask<Verdict> JudgeAsync(MathProblem problem, Rollout rollout, CancellationToken cancellationToken) =>
                new(Verdict.Of(rollout.Length < Next + _first));
        }

        public sealed partial class Own
        {
            private Func<int> Later => () => _seen += 2;
        }
        """);

    [Fact]
    public async Task A_field_that_a_class_changes_in_two_files_is_told_once()
    {
        var compilation = Compilations.Create([
            ("One.cs", """
                using Kimi.Dsl;
                public sealed partial class Own : IPenalty
                {
                    private int _calls;
                    public double[] Apply(RolloutGroup group, TrainingProgress progress)
                    {
                        _calls++;
                        return Values(group.Count);
                    }
                }
                """),
            ("Two.cs", """
                public sealed partial class Own
                {
                    private double[] Values(int count)
                    {
                        _calls += count;
                        return new double[count];
                    }
                }
                """)]);

        var (_, diagnostics) = await Recipes.AnalyzeAsync(compilation, []);

        Assert.Equal("KIMI8003", Assert.Single(diagnostics).Id);
    }

    [Fact]
    public async Task A_static_field_that_episodes_change_is_told() => await Recipes.CheckAsync("""
        public sealed class Game : IEnvironment<MathProblem>
        {
            public ValueTask<IEpisode> StartAsync(MathProblem problem, EpisodeContext context, CancellationToken cancellationToken) => new(new Episode());

            private sealed class Episode : IEpisode
            {
                private static int {|KIMI8003:s_all|};
                private int _turns;

                public ValueTask<EnvironmentReply> ReplyAsync(PolicyTurn turn, CancellationToken cancellationToken)
                {
                    s_all++;
                    return new(++_turns > 3 ? new EnvironmentReply.Finished() : new EnvironmentReply.Continue("go on"));
                }

                public ValueTask DisposeAsync() => default;
            }
        }
        """);

    [Theory]
    [InlineData("_seen = 7;", "_seen = 5;", "_seen", "Load")]
    [InlineData("_ = folder;", "_seen = 5;", "{|KIMI8003:_seen|}", "Load")]
    [InlineData("File.WriteAllText(folder, $\"{_seen}\");", "_ = folder;", "_seen", "{|KIMI8003:Load|}")]
    [InlineData("Store(folder);", "_seen = 5;", "_seen", "Load")]
    [InlineData("Keep(this);", "_ = folder;", "_seen", "{|KIMI8003:Load|}")]
    [InlineData("Keep(this);", "Keep(this);", "_seen", "Load")]
    public async Task What_checkpoints_leave_out_is_told(string save, string load, string field, string loading) => await Recipes.CheckAsync($$"""
        using System.IO;
        public sealed class Own : ISampler, ICheckpointed
        {
            private int {{field}};
            public double Weight(Problem problem, ProblemHistory history, LevelRange levels, TrainingProgress progress) => 1.0 / ++_seen;
            public void Save(string folder) { {{save}} }
            public void {{loading}}(string folder) { {{load}} }
            private void Store(string folder) => File.WriteAllText(folder, $"{_seen}");
            private static void Keep(object what) => _ = what;
        }
        """);

    [Theory]
    [InlineData("{|KIMI8003:_episode|}", "new(_episode ??= new Episode())")]
    [InlineData("_words", "new(new Episode((_words ??= \"a b\").Length))")]
    public async Task An_episode_that_all_share_is_told_and_a_text_that_is_filled_in_is_not(string field, string start) => await Recipes.CheckAsync($$"""
        public sealed class Own : IEnvironment<MathProblem>
        {
            private {{(field.Contains("episode", StringComparison.Ordinal) ? "Episode" : "string")}}? {{field}};
            public ValueTask<IEpisode> StartAsync(MathProblem problem, EpisodeContext context, CancellationToken cancellationToken) => {{start}};
            private sealed class Episode(int turns = 1) : IEpisode
            {
                public ValueTask<EnvironmentReply> ReplyAsync(PolicyTurn turn, CancellationToken cancellationToken) =>
                    new(turn.Text.Length > turns ? new EnvironmentReply.Finished() : new EnvironmentReply.Continue("go on"));
                public ValueTask DisposeAsync() => default;
            }
        }
        """);

    [Theory]
    [InlineData("static ", "{|KIMI8003:_notes|}")]
    [InlineData("", "_notes")]
    public async Task Of_tools_only_what_all_responses_share_is_told(string modifier, string field) => await Recipes.CheckAsync($$"""
        public sealed class Notes
        {
            private {{modifier}}readonly List<string> {{field}} = [];

            [System.ComponentModel.Description("Notes a text.")]
            public int Note(string text) { _notes.Add(text); return _notes.Count; }
        }
        """);

    [Theory]
    [InlineData("_known", "if (!_known.TryGetValue(rollout.Text, out var n)) { n = rollout.Text.Trim().Length; _known[rollout.Text] = n; } return n;")]
    [InlineData("_known", "if (_known.TryGetValue(rollout.Text, out var n)) return n; n = rollout.Text.Length; _known.TryAdd(rollout.Text, n); return n;")]
    [InlineData("_known", "_known.GetOrAdd(rollout.Text, text => text.Length); if (_known.Count > 9) _known.Clear(); return rollout.Text.Length;")]
    [InlineData("{|KIMI8003:_known|}", "_known.TryGetValue(rollout.Text, out var n); _known[rollout.Text] = n + 1; return n;")]
    [InlineData("{|KIMI8003:_known|}", "_known.TryGetValue(problem.Id, out var n); _known[problem.Id] = ++n; return n;")]
    [InlineData("{|KIMI8003:_known|}", "if (_known.TryRemove(problem.Id, out _)) return 1; return rollout.Text.Length;")]
    public async Task A_cache_is_fine_and_a_count_by_key_is_not(string field, string body) => await Recipes.CheckAsync($$"""
        public sealed class Own : IReward<MathProblem>
        {
            private readonly System.Collections.Concurrent.ConcurrentDictionary<string, int> {{field}} = new();
            public ValueTask<Verdict> JudgeAsync(MathProblem problem, Rollout rollout, CancellationToken cancellationToken) =>
                new(Verdict.Of(Number(problem, rollout) == problem.Answer.Length));
            private int Number(MathProblem problem, Rollout rollout) { {{body}} }
        }
        """);

    [Theory]
    [InlineData("_most", "if (_most is null) _most = problem.Answer;")]
    [InlineData("{|KIMI8003:_most|}", "if (_most is not null) _most = problem.Answer;")]
    public async Task A_field_that_is_set_where_it_is_null_is_fine(string field, string body) => await Recipes.CheckAsync($$"""
        public sealed class Own : IReward<MathProblem>
        {
            private string? {{field}};
            public ValueTask<Verdict> JudgeAsync(MathProblem problem, Rollout rollout, CancellationToken cancellationToken)
            {
                {{body}}
                return new(Verdict.Of(rollout.Text == _most));
            }
        }
        """);
}
