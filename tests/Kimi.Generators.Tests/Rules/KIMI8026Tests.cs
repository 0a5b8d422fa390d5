using Kimi.Generators.Tests.Harness;

namespace Kimi.Generators.Tests.Rules;

/// <summary>KIMI8026: rounded numbers are compared with a tolerance.</summary>
public sealed class KIMI8026Tests
{
    [Theory]
    [InlineData("", "{|KIMI8026:given == Math.Sqrt(wanted)|}")]
    [InlineData("", "{|KIMI8026:given != wanted / 3|}")]
    [InlineData("var third = wanted / 3;", "{|KIMI8026:third + 1 == given|}")]
    public async Task Equality_to_the_last_bit_is_told(string before, string right) => await CheckAsync(before, right);

    [Theory]
    [InlineData("given == wanted")]
    [InlineData("given / wanted == 1")]
    [InlineData("Math.Sqrt(wanted) == rollout.Length")]
    [InlineData("Math.Abs(given - (wanted / 3)) < 1e-6")]
    [InlineData("Math.Round(given / 3, 2) == Math.Round(wanted, 2)")]
    public async Task Numbers_that_are_as_written_are_fine(string right) => await CheckAsync("", right);

    private static Task<IReadOnlyList<string>> CheckAsync(string before, string right) => Recipes.CheckAsync($$"""
        public sealed class Own : IReward<MathProblem>
        {
            public ValueTask<Verdict> JudgeAsync(MathProblem problem, Rollout rollout, CancellationToken cancellationToken)
            {
                _ = double.TryParse(rollout.Text, out var given);
                _ = double.TryParse(problem.Answer, out var wanted);
                {{before}}
                return new(Verdict.Of({{right}}));
            }
        }
        """);
}
