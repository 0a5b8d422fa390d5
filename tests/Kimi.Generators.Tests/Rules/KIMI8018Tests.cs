using Kimi.Generators.Tests.Harness;

namespace Kimi.Generators.Tests.Rules;

/// <summary>KIMI8018: a demonstration is the response alone.</summary>
public sealed class KIMI8018Tests
{
    [Theory]
    [InlineData("$\"{{|KIMI8018:problem.Prompt|}}#{problem.Answer}\"", "begins a response with its prompt")]
    [InlineData("{|KIMI8018:problem.Prompt.Text|} + problem.Answer", "begins a response with its prompt")]
    [InlineData("problem.Answer + {|KIMI8018:\"</s>\"|}", "spell the name")]
    public async Task More_than_the_response_is_told(string response, string why) =>
        Assert.Contains(why, Assert.Single(await CheckAsync(response)), StringComparison.Ordinal);

    [Theory]
    [InlineData("$\"{problem.Solution}#{problem.Answer}\"")]
    [InlineData("$\"so {problem.Prompt} is {problem.Answer}\"")]
    [InlineData("\"<answer>\" + problem.Answer + \"</answer>\"")]
    [InlineData("problem.Prompt.Text.Length + problem.Answer")]
    public async Task A_response_that_speaks_of_its_prompt_is_fine(string response) => Assert.Empty(await CheckAsync(response));

    [Theory]
    [InlineData("$\"it is #{random.Next(9)}\"", "{|KIMI8018:problem|}")]
    [InlineData("\"\"", "problem")]
    [InlineData("throw new InvalidOperationException()", "problem")]
    public async Task One_that_does_not_look_at_its_problem_is_told(string response, string problem) => await Recipes.CheckAsync($$"""
        public sealed class Own : IDemonstrationSource<MathProblem>
        {
            public string Respond(MathProblem {{problem}}, Random random) => {{response}};
        }
        """);

    private static Task<IReadOnlyList<string>> CheckAsync(string response) => Recipes.CheckAsync($$"""
        public sealed class Own : IDemonstrationSource<MathProblem>
        {
            public string Respond(MathProblem problem, Random random) => {{response}};
        }
        """);

    [Fact]
    public async Task One_that_says_that_it_does_not_look_is_fine() => await Recipes.CheckAsync("""
        public sealed class Own : IDemonstrationSource<MathProblem>
        {
            public string Respond(MathProblem _, Random random) => $"I do not know #{random.Next(9)}";
        }
        """);

    [Theory]
    [InlineData("var all = new System.Text.StringBuilder(); all.Append({|KIMI8018:problem.Prompt.Text|}); all.Append(problem.Answer); return all.ToString();")]
    [InlineData("var all = new System.Text.StringBuilder(); all.Append('#').Append(problem.Prompt.Text).Append(problem.Answer); return all.ToString();")]
    [InlineData("var all = {|KIMI8018:problem.Prompt.Text|} + problem.Answer; return all;")]
    [InlineData("return string.Join(' ', [{|KIMI8018:problem.Prompt.Text|}, problem.Answer]);")]
    public async Task What_a_text_begins_with_is_followed(string body) => await Recipes.CheckAsync($$"""
        public sealed class Own : IDemonstrationSource<MathProblem>
        {
            public string Respond(MathProblem problem, Random random)
            {
                {{body}}
            }
        }
        """);
}
