using Kimi.Generators.Tests.Harness;

namespace Kimi.Generators.Tests.Rules;

/// <summary>KIMI8009: problems have ids of their own.</summary>
public sealed class KIMI8009Tests
{
    [Theory]
    [InlineData("while (true) yield return new() { {|KIMI8009:Id = \"a\"|}, Prompt = $\"{random.Next()}\", Answer = \"1\" };")]
    [InlineData("return Enumerable.Range(0, 9).Select(n => new MathProblem { {|KIMI8009:Id = \"a\"|}, Prompt = $\"{n}\", Answer = \"1\" });")]
    public async Task One_id_in_a_loop_is_told(string body) => await CheckAsync(body);

    [Theory]
    [InlineData("for (var n = 0; ; n++) yield return new() { Id = $\"a-{n}\", Prompt = $\"{n}\", Answer = \"1\" };")]
    [InlineData("yield return new() { Id = \"a\", Prompt = \"1\", Answer = \"1\" }; yield return new() { Id = \"b\", Prompt = \"2\", Answer = \"1\" };")]
    public async Task Ids_that_differ_are_fine(string body) => await CheckAsync(body);

    [Fact]
    public async Task One_that_only_some_get_is_not_told() => await CheckAsync(
        "foreach (var n in new[] { 1, 2 }) { if (n == 1) yield return new() { Id = \"one\", Prompt = \"1\", Answer = \"1\" }; }");

    private static Task<IReadOnlyList<string>> CheckAsync(string body) => Recipes.CheckAsync($$"""
        public sealed class Own : IProblemSource<MathProblem>
        {
            public IEnumerable<MathProblem> Problems(Random random) { {{body}} }
        }
        """);

    [Theory]
    [InlineData("{|KIMI8009:Id = $\"{name}\"|}", "")]
    [InlineData("Id = $\"{name} {i}\"", "")]
    [InlineData("Id = $\"{name}\"", "if (i > 3) break;")]
    public async Task An_id_of_the_outer_loop_alone_is_told(string id, string leaves) => await Recipes.CheckAsync($$"""
        public sealed class Own : IProblemSource<MathProblem>
        {
            public IEnumerable<MathProblem> Problems(Random random)
            {
                foreach (var name in new[] { "a", "b" })
                {
                    for (var i = 0; i < 5_000; i++)
                    {
                        yield return new() { {{id}}, Prompt = $"{name} {i} {random.Next(9)}?", Answer = "1" };
                        {{leaves}}
                    }
                }
            }
        }
        """);
}
