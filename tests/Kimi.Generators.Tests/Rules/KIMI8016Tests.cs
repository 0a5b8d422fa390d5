using Kimi.Generators.Tests.Harness;

namespace Kimi.Generators.Tests.Rules;

/// <summary>KIMI8016: rewards and environments leave nothing behind.</summary>
public sealed class KIMI8016Tests
{
    [Theory]
    [InlineData("""{|KIMI8016:System.Diagnostics.Process.Start("python3", rollout.Text)|}.Dispose();""", "outside any sandbox")]
    [InlineData("using var client = {|KIMI8016:new System.Net.Http.HttpClient()|};", "take one in the constructor")]
    [InlineData(
        "using var client = {|KIMI8016:new System.Net.Http.HttpClient(new System.Net.Http.SocketsHttpHandler(), true)|};", "take one in the constructor")]
    [InlineData("""{|KIMI8016:System.IO.File.AppendAllText("all.txt", rollout.Text)|};""", "leave it to the log of rollouts")]
    [InlineData("{|KIMI8016:Console.WriteLine(rollout.Text)|};", "take an ILogger")]
    [InlineData("""using var all = {|KIMI8016:new System.IO.StreamWriter("all.txt")|};""", "leave it to the log of rollouts")]
    public async Task What_a_call_leaves_is_told(string statement, string remedy) =>
        Assert.Contains(remedy, Assert.Single(await CheckAsync(statement)), StringComparison.Ordinal);

    [Theory]
    [InlineData("System.IO.File.AppendAllText(problem.Id, rollout.Text);")]
    [InlineData("""_ = System.IO.File.ReadAllText("words.txt");""")]
    public async Task Files_of_their_own_and_files_that_are_read_are_fine(string statement) => Assert.Empty(await CheckAsync(statement));

    [Fact]
    public async Task What_is_made_once_or_runs_no_response_is_fine() => await Recipes.CheckAsync("""
        public sealed class Own : IReward<MathProblem>
        {
            private static readonly System.Net.Http.HttpClient s_client = new();

            public async ValueTask<Verdict> JudgeAsync(MathProblem problem, Rollout rollout, CancellationToken cancellationToken) =>
                Verdict.Of(await s_client.GetStringAsync($"http://judge/{rollout.Text}", cancellationToken) == problem.Answer);

            public static void Prepare() => System.Diagnostics.Process.Start("server").Dispose();
        }
        """);

    private static Task<IReadOnlyList<string>> CheckAsync(string statement) => Recipes.CheckAsync($$"""
        public sealed class Own : IReward<MathProblem>
        {
            public ValueTask<Verdict> JudgeAsync(MathProblem problem, Rollout rollout, CancellationToken cancellationToken)
            {
                {{statement}}
                return new(Verdict.Of(rollout.Text == problem.Answer));
            }
        }
        """);

    [Theory]
    [InlineData("if (rollout.Length > 99) Console.WriteLine(rollout.Text);")]
    public async Task What_is_printed_only_at_times_is_fine(string statement) => Assert.Empty(await CheckAsync(statement));

    [Fact]
    public async Task A_tool_that_starts_what_the_policy_asks_for_is_told() => await Recipes.CheckAsync("""
        public sealed class Shell
        {
            [System.ComponentModel.Description("Runs a command.")]
            public int Run(string command)
            {
                using var process = {|KIMI8016:System.Diagnostics.Process.Start("sh", command)|};
                return process.Id;
            }
        }
        """);

    [Theory]
    [InlineData("{|KIMI8016:_folder = System.IO.Directory.CreateTempSubdirectory().FullName|}", "default")]
    [InlineData("_folder = System.IO.Directory.CreateTempSubdirectory().FullName", "Delete()")]
    [InlineData("_folder = \"words\"", "default")]
    public async Task What_an_episode_makes_and_leaves_is_told(string field, string disposal) => await Recipes.CheckAsync($$"""
        public sealed class Own : IEpisode
        {
            private readonly string {{field}};
            public ValueTask<EnvironmentReply> ReplyAsync(PolicyTurn turn, CancellationToken cancellationToken) =>
                new(turn.Text == _folder ? new EnvironmentReply.Finished() : new EnvironmentReply.Continue("on"));
            public ValueTask DisposeAsync() => {{disposal}};
            private ValueTask Delete() { System.IO.Directory.Delete(_folder); return default; }
        }
        """);

    [Theory]
    [InlineData("{|KIMI8016:System.IO.File.ReadAllText(path)|}")]
    [InlineData("{|KIMI8016:System.IO.File.ReadAllText(System.IO.Path.Combine(\"notes\", path))|}")]
    [InlineData("System.IO.File.ReadAllText(System.IO.Path.Combine(\"notes\", System.IO.Path.GetFileName(path)))")]
    [InlineData("System.IO.File.ReadAllText(\"notes.txt\") + path")]
    public async Task A_tool_that_opens_any_file_is_told(string text) => await Recipes.CheckAsync($$"""
        public sealed class Notes
        {
            [System.ComponentModel.Description("Reads a note.")]
            public string Read(string path) => {{text}};
        }
        """);
}
