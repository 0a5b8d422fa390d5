using Kimi.Generators.Tests.Harness;

namespace Kimi.Generators.Tests.Rules;

/// <summary>KIMI8016, KIMI8018 and KIMI8030: what is shared is not disposed of, prompts keep their responses, and a text says what is in a list.</summary>
public sealed class SharedAndSaidTests
{
    [Theory]
    [InlineData("client", "{|KIMI8016:client.Dispose()|};")]
    [InlineData("client", "{|KIMI8016:((IDisposable)client).Dispose()|};")]
    [InlineData("client", "{|KIMI8016:using var last = client;|}")]
    [InlineData("_kept", "client?{|KIMI8016:.Dispose()|};")]
    [InlineData("client", "client.CancelPendingRequests();")]
    [InlineData("made", "client.Dispose();")]
    [InlineData("Connect()", "client.Dispose();")]
    public async Task An_episode_disposes_of_its_own(string given, string end) => await Recipes.CheckAsync($$"""
        public sealed class Desk(System.Net.Http.HttpClient client, System.Net.Http.HttpClient kept, Func<System.Net.Http.HttpClient> connect)
            : IEnvironment<MathProblem>
        {
            private readonly System.Net.Http.HttpClient _kept = kept;

            public ValueTask<IEpisode> StartAsync(MathProblem problem, EpisodeContext context, CancellationToken cancellationToken)
            {
                var made = connect();
                return new(new Visit({{given}}));
            }

            private System.Net.Http.HttpClient Connect() => _kept.Timeout.Ticks > 3 ? client : connect();

            private sealed class Visit(System.Net.Http.HttpClient client) : IEpisode
            {
                public async ValueTask<EnvironmentReply> ReplyAsync(PolicyTurn turn, CancellationToken cancellationToken)
                {
                    var reply = await client.GetStringAsync("http://desk/" + turn.Text, cancellationToken);
                    return reply.Length == 0 ? new EnvironmentReply.Finished() : new EnvironmentReply.Continue(reply);
                }

                public ValueTask DisposeAsync()
                {
                    {{end}}
                    return ValueTask.CompletedTask;
                }
            }
        }
        """);

    [Theory]
    [InlineData("{|KIMI8016:using (client) { await Task.Yield(); }|}")]
    [InlineData("{|KIMI8016:_given.Dispose()|};")]
    [InlineData("using var reply = await client.GetAsync(\"http://judge/\" + rollout.Text, cancellationToken);")]
    public async Task A_reward_keeps_what_it_was_given(string statement) => await Recipes.CheckAsync($$"""
        public sealed class Own(System.Net.Http.HttpClient client, System.Net.Http.HttpClient given) : IReward<MathProblem>, IDisposable
        {
            private readonly System.Net.Http.HttpClient _given = given;

            public async ValueTask<Verdict> JudgeAsync(MathProblem problem, Rollout rollout, CancellationToken cancellationToken)
            {
                {{statement}}
                return Verdict.Of(await client.GetStringAsync("http://judge/" + rollout.Text, cancellationToken) == problem.Answer);
            }

            public void Dispose() => _given.Dispose();
        }
        """);

    [Theory]
    [InlineData("$\"sorted: {{|KIMI8030:numbers.Order().ToArray()|}}\"")]
    [InlineData("$\"sorted: {{|KIMI8030:numbers.Order()|}}\"")]
    [InlineData("\"sorted: \" + {|KIMI8030:numbers.ToList()|}")]
    [InlineData("{|KIMI8030:numbers|}.ToString()!")]
    [InlineData("$\"later: {{|KIMI8030:Later(numbers)|}}\"")]
    [InlineData("$\"sorted: {string.Join(\", \", numbers.Order())}\"")]
    [InlineData("$\"sorted: {numbers.Length} {numbers[0]}\"")]
    [InlineData("$\"sorted: {string.Concat(numbers)}\"")]
    public async Task A_tool_says_what_is_in_a_list(string said) => await Recipes.CheckAsync($$"""
        public sealed class Lists
        {
            [System.ComponentModel.Description("Sorts numbers.")]
            public string Sort(int[] numbers) => {{said}};

            private static async Task<int> Later(int[] numbers)
            {
                await Task.Yield();
                return numbers.Length;
            }
        }
        """);

    [Theory]
    [InlineData("{|KIMI8018:new Demonstration(prompts[i], responses[i])|}", "rows.Select(row => row.Prompt).OrderBy(prompt => prompt.Text.Length).ToList()")]
    [InlineData("new Demonstration(prompts[i], responses[i])", "rows.Select(row => row.Prompt).ToList()")]
    public async Task Rows_are_sorted_as_a_whole(string pair, string prompts) => await TransformAsync($$"""
        var prompts = {{prompts}};
        var responses = rows.Select(row => row.Response).ToList();
        return new(Enumerable.Range(0, rows.Count()).Select(i => {{pair}}).ToList());
        """);

    [Theory]
    [InlineData("rows.Where(row => row.Response.Length > 9).Select(row => row.Prompt)", true)]
    [InlineData("rows.OrderBy(other => other.Response.Length).Select(row => row.Prompt)", false)]
    public async Task Two_lists_of_one_order_are_fine(string prompts, bool isTold) => await TransformAsync($$"""
        var responses = rows.OrderBy(row => row.Response.Length).Select(row => row.Response);
        return new([.. {{prompts}}.Zip(responses)
            .Select(pair => {{(isTold ? "{|KIMI8018:" : "")}}new Demonstration(pair.First, pair.Second){{(isTold ? "|}" : "")}})]);
        """);

    private static Task<IReadOnlyList<string>> TransformAsync(string statements) => Recipes.CheckAsync($$"""
        [Recipe("r")]
        public abstract partial class R
        {
            [DemonstrationsFile(Path = "rows.jsonl")] public abstract Demonstrations Rows();
            [LoadPolicy("m")] public abstract Policy Base();

            [Transform]
            public static Demonstrations Sorted(Demonstrations rows)
            {
                {{statements}}
            }

            [FineTune(LearningRate = 1e-5)] public abstract Policy Sft([From(nameof(Base))] Policy start, Demonstrations sorted);
        }
        """);
}
