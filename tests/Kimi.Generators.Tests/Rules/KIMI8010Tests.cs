using Kimi.Generators.Tests.Harness;
using Kimi.Tests;

namespace Kimi.Generators.Tests.Rules;

/// <summary>KIMI8010: a class of tools has tools.</summary>
public sealed class KIMI8010Tests
{
    [Fact]
    public async Task A_class_without_tools_is_told_at_the_attribute_and_one_with_an_inherited_tool_is_fine() => Assert.Equal(
        "[Bare] on stage A gives the policy the tools of Bare, which has none: mark its public methods with [Description(\"…\")]",
        Assert.Single(await Recipes.CheckAsync("""
            public class Described { [System.ComponentModel.Description("Adds")] public int Add(int left, int right) => left + right; }
            public sealed class Own : Described;
            public sealed class Bare { public int Add(int left, int right) => left + right; [System.ComponentModel.Description("x")] private int Not() => 0; }
            [Recipe("r")]
            public abstract partial class R
            {
                [TunedPolicy] public abstract Policy Warm();
                [Problems<Sums>] public abstract PromptSet Curated();
                [Reinforce, MirrorDescent, ExactAnswerReward, {|KIMI8010:Tools<Bare>|}] public abstract Policy A(Policy warm, PromptSet curated);
                [Reinforce, MirrorDescent, ExactAnswerReward, Tools<Own>] public abstract Policy B(Policy a, PromptSet curated);
            }
            """)));

    [Theory]
    [InlineData("{|KIMI8010:Tools<Twice>|}")]
    [InlineData("Tools<Once>")]
    public async Task Two_tools_of_one_name_are_told(string code) => await Recipes.CheckAsync($$"""
        public class Once
        {
            [System.ComponentModel.Description("adds")] public virtual int Add(int left, int right) => left + right;
        }

        public sealed class Twice : Once
        {
            [System.ComponentModel.Description("adds")] public Task<int> AddAsync(int one) => Task.FromResult(one);
        }

        [Recipe("r")]
        public abstract partial class R
        {
            [TunedPolicy] public abstract Policy Start();
            [Problems<Sums>] public abstract PromptSet Problems();
            [Reinforce, MirrorDescent, ExactAnswerReward, {{code}}] public abstract Policy LongCot(Policy start, PromptSet problems);
        }
        """);

    [Theory]
    [InlineData("public int CountAll() => 1;", ToolSentences.None)]
    [InlineData("[System.ComponentModel.Description(\"a\")] public int CountAll() => 1; "
        + "[System.ComponentModel.Description(\"b\")] public Task<int> CountAllAsync() => Task.FromResult(1);", ToolSentences.Twice)]
    public async Task The_sentence_is_that_of_the_start(string members, string sentence) => Assert.Equal(sentence, Assert.Single(await Recipes.CheckAsync($$"""
        public sealed class Words { {{members}} }
        [Recipe("r")]
        public abstract partial class R
        {
            [TunedPolicy] public abstract Policy Start();
            [Problems<Sums>] public abstract PromptSet Problems();
            [Reinforce, MirrorDescent, ExactAnswerReward, {|KIMI8010:Tools<Words>|}] public abstract Policy Acting(Policy start, PromptSet problems);
        }
        """)));
}
