using Kimi.Generators.Tests.Harness;

namespace Kimi.Generators.Tests.Rules;

/// <summary>KIMI8017: what a stage reads is part of its address.</summary>
public sealed class KIMI8017Tests
{
    [Theory]
    [InlineData("""{|KIMI8017:System.IO.File.ReadAllText("denied.txt")|}.Length""")]
    [InlineData("""{|KIMI8017:System.IO.File.ReadLines(problems.ToString())|}.Count()""")]
    [InlineData("""({|KIMI8017:Environment.GetEnvironmentVariable("COUNT")|} ?? "").Length""")]
    public async Task A_transform_that_reads_elsewhere_is_told(string number) =>
        Assert.StartsWith("Some reads the ", Assert.Single(await CheckTransformAsync(number)), StringComparison.Ordinal);

    [Theory]
    [InlineData("problems.Problems.Count")]
    [InlineData("System.IO.Path.GetFileName(problems.ToString()).Length")]
    public async Task A_transform_of_what_it_takes_is_fine(string number) => Assert.Empty(await CheckTransformAsync(number));

    [Theory]
    [InlineData("{|KIMI8017:System.IO.File.ReadAllLines(\"words.txt\")|}")]
    [InlineData("System.IO.File.ReadAllLines(path)")]
    public async Task A_source_may_read_the_file_of_an_option(string lines) => await Recipes.CheckAsync($$"""
        public sealed class Own(string path) : IDocumentSource
        {
            public IEnumerable<Document> Documents(Random random) => ({{lines}}).Select(line => new Document(line + path));
        }
        """);

    [Fact]
    public async Task A_transform_that_downloads_is_told() => await Recipes.CheckAsync("""
        [Recipe("r")]
        public abstract partial class R
        {
            [Problems<Sums>] public abstract PromptSet Problems();
            [Transform]
            public static async Task<PromptSet> Some(PromptSet problems, CancellationToken cancellationToken)
            {
                using var client = new System.Net.Http.HttpClient();
                var list = await {|KIMI8017:client.GetStringAsync(new Uri("http://lists/hard"), cancellationToken)|};
                return new([.. problems.Where(problem => list.Contains(problem.Id))]);
            }
        }
        """);

    private static Task<IReadOnlyList<string>> CheckTransformAsync(string number) => Recipes.CheckAsync($$"""
        [Recipe("r")]
        public abstract partial class R
        {
            [TunedPolicy] public abstract Policy Sft();
            [Problems<Sums>] public abstract PromptSet Problems();
            [Transform] public static PromptSet Some(PromptSet problems) => new([.. problems.Problems.Take({{number}})]);
            [Evaluate, ExactAnswerReward] public abstract Evaluation Report(Policy sft, PromptSet some);
        }
        """);
}
