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
}
