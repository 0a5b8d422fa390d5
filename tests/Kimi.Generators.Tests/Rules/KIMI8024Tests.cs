using Kimi.Generators.Tests.Harness;

namespace Kimi.Generators.Tests.Rules;

/// <summary>KIMI8024: a pair prefers one response to another.</summary>
public sealed class KIMI8024Tests
{
    [Theory]
    [InlineData("{|KIMI8024:new Preference(pair.Prompt, pair.Rejected, pair.Chosen)|}")]
    [InlineData("{|KIMI8024:new Preference(pair.Prompt, pair.Chosen, pair.Chosen)|}")]
    [InlineData("{|KIMI8024:pair with { Chosen = pair.Rejected.Trim() }|}")]
    [InlineData("{|KIMI8024:new Preference(pair.Prompt, pair.Prompt.Text, pair.Prompt.Text)|}")]
    public async Task A_pair_that_chooses_what_was_rejected_is_told(string made) => await CheckAsync(made);

    [Theory]
    [InlineData("new Preference(pair.Prompt, pair.Chosen.Trim(), pair.Rejected.Trim())")]
    [InlineData("new Preference(Rejected: pair.Rejected, Chosen: pair.Chosen, Prompt: pair.Prompt)")]
    [InlineData("pair with { Rejected = pair.Rejected.Trim() }")]
    [InlineData("new Preference(pair.Prompt, string.Concat(pair.Prompt.Text), string.Concat(pair.Prompt.Text))")]
    [InlineData("new Preference(pair.Prompt, pair.Chosen.Length < pair.Rejected.Length ? pair.Chosen : pair.Rejected, \"\")")]
    [InlineData("pair.Chosen.Length == 0 ? new Preference(pair.Prompt, pair.Rejected, pair.Chosen) : pair")]
    public async Task One_that_keeps_them_is_fine(string made) => await CheckAsync(made);

    private static Task<IReadOnlyList<string>> CheckAsync(string made) => Recipes.CheckAsync($$"""
        public static class Pairs
        {
            [Transform]
            public static Preferences Clean(Preferences pairs) => new([.. pairs.Pairs.Select(pair => {{made}})]);
        }
        """);
}
