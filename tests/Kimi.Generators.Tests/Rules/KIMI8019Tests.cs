using Kimi.Generators.Tests.Harness;

namespace Kimi.Generators.Tests.Rules;

/// <summary>KIMI8019: a prompt does not have its answer.</summary>
public sealed class KIMI8019Tests
{
    [Theory]
    [InlineData("{|KIMI8019:$\"{left}+{right}={sum}\"|}", "$\"{sum}\"")]
    [InlineData("{|KIMI8019:\"the answer is \" + sum|}", "sum.ToString()")]
    public async Task An_answer_that_ends_its_prompt_is_told(string prompt, string answer) =>
        Assert.StartsWith("Own ends the prompt with its answer, sum, ", Assert.Single(await CheckAsync(prompt, answer)), StringComparison.Ordinal);

    [Theory]
    [InlineData("$\"{left}+{right}=\"", "$\"{sum}\"")]
    [InlineData("$\"{left}+{right} is A) {sum} or B) {left}\"", "$\"{sum}\"")]
    [InlineData("$\"which is larger, {left} or {right}\"", "$\"{Math.Max(left, right)}\"")]
    public async Task A_question_is_fine(string prompt, string answer) => Assert.Empty(await CheckAsync(prompt, answer));

    [Theory]
    [InlineData("new EnvironmentReply.Continue({|KIMI8019:$\"no, it is {problem.Answer}\"|})")]
    [InlineData("new EnvironmentReply.Continue({|KIMI8019:\"no: \" + problem.Answer|})")]
    [InlineData("new EnvironmentReply.Continue($\"it has {problem.Answer.Length} digits\")")]
    [InlineData("new EnvironmentReply.Continue(turn.Text == problem.Answer ? \"yes\" : \"no\")")]
    [InlineData("turn.Text == problem.Answer ? new EnvironmentReply.Finished() : new EnvironmentReply.Continue(\"no\")")]
    public async Task An_environment_that_tells_the_answer_and_goes_on_is_told(string reply) => await Recipes.CheckAsync($$"""
        public sealed class Own : IEnvironment<MathProblem>
        {
            public ValueTask<IEpisode> StartAsync(MathProblem problem, EpisodeContext context, CancellationToken cancellationToken) =>
                new(new Episode(problem));
            private sealed class Episode(MathProblem problem) : IEpisode
            {
                public ValueTask<EnvironmentReply> ReplyAsync(PolicyTurn turn, CancellationToken cancellationToken) =>
                    new({{reply}});
                public ValueTask DisposeAsync() => default;
            }
        }
        """);

    private static Task<IReadOnlyList<string>> CheckAsync(string prompt, string answer) => Recipes.CheckAsync($$"""
        public sealed class Own : IProblemSource<MathProblem>
        {
            public IEnumerable<MathProblem> Problems(Random random)
            {
                while (true)
                {
                    var (left, right) = (random.Next(100), random.Next(100));
                    var sum = left + right;
                    yield return new() { Id = $"{left}+{right}", Prompt = {{prompt}}, Answer = {{answer}} };
                }
            }
        }
        """);

    [Theory]
    [InlineData("{|KIMI8019:$\"{left}+{right}={left + right}, so the sum is \"|}", "$\"{left + right}\"")]
    [InlineData("$\"{left}+{right}: {left + right} or {left - right}?\"", "$\"{left + right}\"")]
    [InlineData("$\"{left}+{right}\"", "$\"{left + right}\"")]
    [InlineData("$\"first of {left} {right}: \"", "$\"{left}\"")]
    [InlineData("$\"copy {left.ToString()} here: \"", "left.ToString()")]
    public async Task A_result_within_the_prompt_is_told_where_it_is_the_only_one(string prompt, string answer) => await CheckAsync(prompt, answer);

    [Theory]
    [InlineData("$\"def f(x):\\n return x * {left}\\n\\nprint(f({right}))\"", "{|KIMI8019:$\"{right}\"|}")]
    [InlineData("$\"What is f({right}) of function f(x) {{ return x + {left}; }}, called with f({right})?\"", "{|KIMI8019:right.ToString()|}")]
    [InlineData("$\"def f(x):\\n return x * {left}\\n\\nprint(f({right}))\"", "$\"{left * right}\"")]
    [InlineData("$\"def f(x):\\n return x * {left}\\n\\nWhich x gives {left * right} by f(x)?\"", "$\"{right}\"")]
    [InlineData("$\"Of the numbers ({left}) and ({right}), which stands second?\"", "$\"{right}\"")]
    public async Task What_a_program_is_called_with_is_told(string prompt, string answer) => await CheckAsync(prompt, answer);

    [Theory]
    [InlineData("{|KIMI8019:$\"find {problem.Answer}\"|}")]
    [InlineData("$\"find {problem.Answer.Length} digits\"")]
    public async Task An_opening_with_the_answer_is_told(string text) => await Recipes.CheckAsync($$"""
        public sealed class Own(MathProblem problem) : IEpisode
        {
            public IReadOnlyList<Message> Opening => [new(MessageRole.User, [new PromptPart.Text({{text}})])];
            public ValueTask<EnvironmentReply> ReplyAsync(PolicyTurn turn, CancellationToken cancellationToken) =>
                new(turn.Text == problem.Answer ? new EnvironmentReply.Finished() : new EnvironmentReply.Continue("no"));
            public ValueTask DisposeAsync() => default;
        }
        """);
}
