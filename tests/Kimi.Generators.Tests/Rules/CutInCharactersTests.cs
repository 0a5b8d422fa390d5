using Kimi.Generators.Tests.Harness;

namespace Kimi.Generators.Tests.Rules;

/// <summary>KIMI8032: a limit in tokens is not one in characters.</summary>
public sealed class CutInCharactersTests
{
    private const string Loaded = "LoadPolicy(\"models/qwen2.5-3b-instruct\")";

    [Theory]
    [InlineData("return {|KIMI8032:text.Length <= limit|} ? text : text[..limit];", "context.MaxReplyTokens")]
    [InlineData("return {|KIMI8032:text.Substring(0, limit)|};", "Math.Min(text.Length, context.MaxReplyTokens)")]
    [InlineData("return {|KIMI8032:text.Remove(limit)|} + \"...\";", "context.MaxReplyTokens - 3")]
    [InlineData("return {|KIMI8032:text[^limit..]|};", "context.MaxReplyTokens")]
    [InlineData("return {|KIMI8032:text.AsSpan(0, limit)|}.ToString();", "_most")]
    [InlineData("var all = new System.Text.StringBuilder(text); {|KIMI8032:all.Length = limit|}; return all.ToString();", "context.MaxReplyTokens")]
    [InlineData("if ({|KIMI8032:query.Length + text.Length > limit|}) return \"\"; return text;", "context.MaxReplyTokens")]
    public async Task A_text_that_is_cut_by_a_limit_of_tokens_is_told(string body, string limit) => await Recipes.CheckAsync(Source(body, limit, Loaded));

    [Theory]
    [InlineData("return text.Length <= limit ? text : text[..limit];", "3 * context.MaxReplyTokens")]
    [InlineData("return text.Length <= limit ? text : text[..limit];", "4 * _most")]
    [InlineData("return text[..limit];", "context.MaxTurns")]
    [InlineData("return text.Length / 4 > limit ? text[..2_000] : text;", "context.MaxReplyTokens")]
    [InlineData("return string.Join(' ', text.Split(' ').Take(limit));", "context.MaxReplyTokens")]
    [InlineData("return string.Join(' ', Tokenizer.Read(text)[..limit]);", "context.MaxReplyTokens")]
    public async Task A_limit_of_characters_or_of_words_is_fine(string body, string limit) => await Recipes.CheckAsync(Source(body, limit, Loaded));

    [Fact]
    public async Task Of_an_alphabet_each_token_is_a_character() =>
        await Recipes.CheckAsync(Source("return text[..limit];", "context.MaxReplyTokens", "TunedPolicy"));

    [Fact]
    public async Task The_message_names_the_limit() => Assert.Equal(
        "Wiki goes by MaxReplyTokens characters in text[..limit], and MaxReplyTokens counts tokens, of some four characters each, so the policy reads a part "
        + "of what fits: let the run cut a longer reply, or go by 3 * MaxReplyTokens",
        Assert.Single(await Recipes.CheckAsync(Source("return {|KIMI8032:text[..limit]|};", "context.MaxReplyTokens", Loaded))));

    private static string Source(string body, string limit, string policy) => $$"""
        public static class Tokenizer { public static string[] Read(string text) => text.Split(' '); }

        public sealed class Wiki(EpisodeContext context)
        {
            private readonly int _most = context.MaxReplyTokens;

            [System.ComponentModel.Description("Finds an article.")]
            public string Search([System.ComponentModel.Description("what")] string query)
            {
                var text = string.Concat(query, "ten times the text", context.Id, _most);
                var limit = {{limit}};
                {{body}}
            }
        }

        [Recipe("r")]
        public abstract partial class R
        {
            [{{policy}}] public abstract Policy Base();
            [ProblemsFile(Path = "a.jsonl")] public abstract PromptSet Problems();
            [Evaluate, MathReward, Tools<Wiki>] public abstract Evaluation Report([From(nameof(Base))] Policy start, PromptSet problems);
        }
        """;
}
