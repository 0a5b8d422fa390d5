using Kimi.Generators.Tests.Harness;

namespace Kimi.Generators.Tests.Rules;

/// <summary>KIMI1013: a variant of a recipe is a recipe.</summary>
public sealed class KIMI1013Tests
{
    private const string Start = """
        [Recipe("r")]
        public abstract partial class R
        {
            [TunedPolicy] public abstract Policy Warm();
            [Problems<Sums>] public abstract PromptSet Curated();
            [Reinforce, MirrorDescent, ExactAnswerReward] public abstract Policy LongCot(Policy warm, PromptSet curated);
        }

        """;

    private const string Override =
        "[Reinforce(Iterations = 80), MirrorDescent, ExactAnswerReward] public abstract override Policy LongCot(Policy warm, PromptSet curated);";

    [Fact]
    public async Task A_variant_without_a_name_is_told()
    {
        var messages = await Recipes.CheckAsync($$"""
            {{Start}}
            public abstract partial class {|KIMI1013:Longer|} : R { {{Override}} }
            """);
        Assert.Equal(
            "'Longer' derives from recipe 'R' and has stages, but is no recipe, so nothing runs them: give it a [Recipe(\"…\")] of its own", messages[0]);
    }

    [Fact]
    public async Task One_between_two_recipes_is_fine() => await Recipes.CheckAsync($$"""
        {{Start}}
        public abstract partial class Longer : R { {{Override}} }
        [Recipe("longest")] public abstract partial class Longest : Longer
        {
            [Evaluate, ExactAnswerReward] public abstract Evaluation Report(Policy longCot, [From(nameof(Test))] PromptSet test);
            [Problems<Sums>(Split = Split.HeldOut)] public abstract PromptSet Test();
        }
        """);

    [Fact]
    public async Task A_base_of_recipes_and_a_class_that_only_helps_are_not_told() => await Recipes.CheckAsync($$"""
        {{Start}}
        public abstract class Shared { [TunedPolicy] public abstract Policy Other(); }
        public abstract partial class Helping : R { public static int Count => 3; }
        """);
}
