using Kimi.Generators.Tests.Harness;

namespace Kimi.Generators.Tests.Rules;

/// <summary>KIMI8031: a product fits its type.</summary>
public sealed class KIMI8031Tests
{
    [Theory]
    [InlineData("random.Next(100_000)", "{|KIMI8031:a * b|}")]
    [InlineData("random.Next(10, 2_000)", "{|KIMI8031:a * b * b|}")]
    [InlineData("random.Next(100_000)", "{|KIMI8031:(a + 1) * b|} + 7")]
    public async Task A_product_that_may_be_beyond_an_int_is_told(string draw, string product) => await CheckAsync(draw, product);

    [Theory]
    [InlineData("random.Next(10_000)", "a * b")]
    [InlineData("random.Next(100_000)", "(long)a * b")]
    [InlineData("random.Next(100_000)", "unchecked(a * b)")]
    public async Task One_that_stays_within_its_type_is_fine(string draw, string product) => await CheckAsync(draw, product);

    [Theory]
    [InlineData("random.Next()", "a * b")]
    [InlineData("random.Next(seed)", "a * b")]
    public async Task Of_a_range_that_is_not_known_nothing_is_told(string draw, string product) => await CheckAsync(draw, product);

    private static Task<IReadOnlyList<string>> CheckAsync(string draw, string product) => Recipes.CheckAsync($$"""
        public sealed class Own : IProblemSource<MathProblem>
        {
            public IEnumerable<MathProblem> Problems(Random random)
            {
                var seed = random.Next(3, 9) + random.Next();
                while (true)
                {
                    var a = {{draw}};
                    var b = {{draw}};
                    yield return new() { Id = $"{a} {b} {seed}", Prompt = $"{a}*{b}=", Answer = $"{{{product}}}" };
                }
            }
        }
        """);
}
