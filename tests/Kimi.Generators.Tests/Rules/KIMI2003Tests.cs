using Kimi.Generators.Tests.Harness;

namespace Kimi.Generators.Tests.Rules;

/// <summary>KIMI2003: a stage has the inputs that its attribute declares.</summary>
public sealed class KIMI2003Tests
{
    private const string Sources = """
        [InitializeTransformer] public abstract Policy Warm();
        [InitializeTransformer] public abstract Policy Cold();
        [Problems<Sums>] public abstract PromptSet Curated();
        """;

    [Theory]
    [InlineData("(Policy warm)", "(Policy)")]
    [InlineData("()", "none")]
    [InlineData("(PromptSet curated, Policy warm)", "(PromptSet, Policy)")]
    [InlineData("(Policy warm, Policy cold, PromptSet curated)", "(Policy, Policy, PromptSet)")]
    public async Task A_wrong_number_or_order_is_told_with_both_lists(string parameters, string given)
    {
        var messages = await Recipes.CheckAsync(
            $"[Recipe(\"r\")] public abstract partial class R {{ {Sources} [Reinforce, MirrorDescent, ExactAnswerReward] "
            + $"public abstract Policy {{|KIMI2003:LongCot|}}{parameters}; }}");
        Assert.Equal($"stage 'LongCot' takes {given}, but [Reinforce] takes (Policy, PromptSet): give it those parameters in that order",
            Assert.Single(messages));
    }

    [Fact]
    public async Task A_source_takes_nothing()
    {
        var messages = await Recipes.CheckAsync(
            $"[Recipe(\"r\")] public abstract partial class R {{ {Sources} [InitializeTransformer] "
            + "public abstract Policy {|KIMI2003:Next|}(Policy warm); }");
        Assert.Equal("stage 'Next' takes (Policy), but [InitializeTransformer] takes no input: remove its parameters", Assert.Single(messages));
    }

    [Fact]
    public async Task A_list_takes_one_or_more_and_leaves_later_inputs_theirs() => await Recipes.CheckAsync($$"""
        public sealed class DistillAttribute : StageAttribute<IReadOnlyList<Policy>, Policy, Policy>;
        [Recipe("r")]
        public abstract partial class R
        {
            {{Sources}}
            [Evaluate, ExactAnswerReward] public abstract Evaluation One(Policy warm, PromptSet curated);
            [Evaluate, ExactAnswerReward] public abstract Evaluation Two(Policy warm, Policy cold, PromptSet curated);
            [Distill] public abstract Policy Student(Policy warm, [From("Warm")] Policy again, Policy cold);
        }
        """);

    [Fact]
    public async Task A_list_takes_no_parameters_that_another_type_separates() => await Recipes.CheckAsync($$"""
        [Recipe("r")]
        public abstract partial class R
        {
            {{Sources}}
            [Evaluate, ExactAnswerReward] public abstract Evaluation {|KIMI2003:Report|}(Policy warm, PromptSet curated, Policy cold);
            [MergeWeights] public abstract Policy {|KIMI2003:Merged|}();
        }
        """);
}
