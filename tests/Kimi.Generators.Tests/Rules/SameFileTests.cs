using Kimi.Generators.Tests.Harness;

namespace Kimi.Generators.Tests.Rules;

/// <summary>KIMI6013: two sets that are put together are two.</summary>
public sealed class SameFileTests
{
    [Theory]
    [InlineData("Path = \"a.jsonl\"", "{|KIMI6013:Path = \"a.jsonl\"|}", "new([.. first, .. second])")]
    [InlineData("Path = \"a.jsonl\"", "{|KIMI6013:Path = \"a.jsonl\"|}, Count = 500", "new([.. first.Problems, .. second.Problems])")]
    [InlineData("Path = \"a.jsonl\", PromptField = \"q\"", "PromptField = \"q\", {|KIMI6013:Path = \"./a.jsonl\"|}", "new(first.Concat(second).ToList())")]
    public async Task One_file_that_is_read_twice_is_told(string one, string other, string mixed) => await CheckAsync(one, other, mixed);

    [Theory]
    [InlineData("Path = \"a.jsonl\"", "Path = \"b.jsonl\"", "new([.. first, .. second])")]
    [InlineData("Path = \"a.jsonl\"", "Path = \"a.jsonl\", AnswerField = \"solution\"", "new([.. first, .. second])")]
    [InlineData("Path = \"a.jsonl\", PromptField = \"q\"", "Path = \"a.jsonl\", PromptField = \"question\"", "new([.. first, .. second])")]
    public async Task Two_files_or_two_ways_to_read_one_are_fine(string one, string other, string mixed) => await CheckAsync(one, other, mixed);

    [Theory]
    [InlineData("new([.. first.Where(problem => !second.Any(other => other.Id == problem.Id))])")]
    [InlineData("new([.. first.Take(100), .. second.Skip(100)])")]
    [InlineData("new([.. first.Except(second)])")]
    public async Task What_is_not_simply_put_together_is_not_told(string mixed) => await CheckAsync("Path = \"a.jsonl\"", "Path = \"a.jsonl\"", mixed);

    private static Task<IReadOnlyList<string>> CheckAsync(string one, string other, string mixed) => Recipes.CheckAsync($$"""
        [Recipe("r")]
        public abstract partial class R
        {
            [ProblemsFile({{one}})] public abstract PromptSet First();
            [ProblemsFile({{other}})] public abstract PromptSet Second();
            [Transform] public static PromptSet Mixed(PromptSet first, PromptSet second) => {{mixed}};
            [LoadPolicy("m")] public abstract Policy Base();
            [Reinforce(MaxResponseTokens = 512), Grpo, MathReward]
            public abstract Policy Tuned([From(nameof(Base))] Policy start, [From(nameof(Mixed))] PromptSet problems);
        }
        """);
}
