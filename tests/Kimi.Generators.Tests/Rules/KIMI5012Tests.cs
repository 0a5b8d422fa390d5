using Kimi.Generators.Tests.Harness;

namespace Kimi.Generators.Tests.Rules;

/// <summary>KIMI5012: every item of a list does something.</summary>
public sealed class KIMI5012Tests
{
    [Theory]
    [InlineData("StopTokens = [2, 3, 2]", "2 twice, of which the second does nothing")]
    [InlineData("StopTexts = [\"a\", \"a\"]", "\"a\" twice, of which the second does nothing")]
    [InlineData("StopTexts = [\"\\n\", \"\\n\\n\"]", "\"\\n\\n\", which never takes effect, since \"\\n\" in it comes first")]
    public async Task An_item_that_does_nothing_is_told(string option, string what) => Assert.Equal(
        $"{option[..option.IndexOf(' ')]} of [Reinforce] on stage 'LongCot' has {what}: change or remove one",
        Assert.Single(await CheckAsync($"{{|KIMI5012:{option}|}}")));

    [Theory]
    [InlineData("StopTexts = [\"\\nQ\", \"\\n\\n\"]")]
    [InlineData("StopTexts = [\"</s>\", \"\\n</s>\"]")]
    [InlineData("StopTokens = [2]")]
    public async Task Items_that_all_do_something_are_fine(string option) => await CheckAsync(option);

    [Fact]
    public async Task Templates_may_have_each_other_in_them_but_not_be_the_same() => await Recipes.CheckAsync("""
        [Recipe("r")]
        public abstract partial class R
        {
            [TunedPolicy] public abstract Policy Warm();
            [Problems<Sums>] public abstract PromptSet Curated();
            [SampleLongCot(Templates = ["{prompt}", "{prompt} Think."]), ExactAnswerReward] public abstract Demonstrations A(Policy warm, PromptSet curated);
            [SampleLongCot({|KIMI5012:Templates = ["{prompt}", "{prompt}"]|}), ExactAnswerReward]
            public abstract Demonstrations B(Policy warm, PromptSet curated);
            [FineTune] public abstract Policy C(Policy warm, Demonstrations a);
            [FineTune] public abstract Policy D(Policy c, Demonstrations b);
        }
        """);

    private static Task<IReadOnlyList<string>> CheckAsync(string option) => Recipes.CheckAsync($$"""
        [Recipe("r")]
        public abstract partial class R
        {
            [TunedPolicy] public abstract Policy Warm();
            [Problems<Sums>] public abstract PromptSet Curated();
            [Reinforce({{option}}), MirrorDescent, ExactAnswerReward] public abstract Policy LongCot(Policy warm, PromptSet curated);
        }
        """);
}
