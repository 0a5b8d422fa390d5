using Kimi.Generators.CodeFixes;

namespace Kimi.Generators.Tests.Fixes;

/// <summary>The fix of KIMI5001, KIMI3001, KIMI3002, KIMI5004, KIMI6001 and KIMI6011.</summary>
public sealed class UseNearestValueTests
{
    private const string Own = """
        public class OwnAttribute : StageAttribute<Policy>
        {
            [Range(0, 10)] public int Whole { get; set; }
            [Range(0.5, 2.0)] public int Between { get; set; } = 1;
            [Range(0.0, 1.0, MinimumIsExclusive = true, MaximumIsExclusive = true)] public double Open { get; set; }
            [Range(typeof(long), "1", "5")] public long Long { get; set; }
            [Range(-1.0, 1.0)] public double Balance { get; set; }
            [AllowedValues("bf16", "fp32", null)] public string? Type { get; set; }
            [AllowedValues(Split.Train, Split.All)] public Split Split { get; set; }
            [AllowedValues(Sort.Ascending, Sort.None)] public Sort Sort { get; set; }
            [AllowedValues(1, 2, 4)] public int Size { get; set; }
            [MinLength(2)] public int[] Sizes { get; set; } = [1, 2];
            [Range(1.5f, 2)] public float Single { get; set; }
        }
        public enum Sort { None, Ascending, Descending }

        """;

    [Theory]
    [InlineData("Whole = 11", "Whole = 10")]
    [InlineData("Whole = -1 /* none */", "Whole = 0 /* none */")]
    [InlineData("Whole = int.MinValue", "Whole = 0")]
    [InlineData("Long = 6L", "Long = 5")]
    [InlineData("Balance = 1.5", "Balance = 1")]
    [InlineData("Balance = -2", "Balance = -1")]
    [InlineData("Single = 2.5f", "Single = 2f")]
    [InlineData("Single = 1", "Single = 1.5f")]
    [InlineData("Single = float.PositiveInfinity", "Single = 2f")]
    [InlineData("Type = \"fp31\"", "Type = \"fp32\"")]
    [InlineData("Type = R.Wrong", "Type = \"fp32\"")]
    [InlineData("Sort = Sort.Descending", "Sort = Sort.Ascending")]
    [InlineData("Sort = global::Sort.Descending", "Sort = Sort.Ascending")]
    [InlineData("Sort = (Sort)2", "Sort = Sort.Ascending")]
    public Task The_nearest_value_is_set(string before, string after) =>
        Harness.CodeFixes.CheckAsync(new UseNearestValueCodeFix(), InRecipe(before), InRecipe(after));

    [Fact]
    public Task All_values_of_a_file_are_set_at_once() => Harness.CodeFixes.CheckAllAsync(
        new UseNearestValueCodeFix(),
        InRecipe("Whole = 11, Long = 0, Type = \"fp31\""),
        InRecipe("Whole = 10, Long = 1, Type = \"fp32\""));

    [Fact]
    public Task A_group_becomes_one() => Harness.CodeFixes.CheckAsync(
        new UseNearestValueCodeFix(),
        "[Recipe(\"r\")] public abstract partial class R { [Reinforce(SamplesPerPrompt = 1), MirrorDescent, ExactAnswerReward] "
        + "public abstract Policy A(Policy b, PromptSet c); }",
        "[Recipe(\"r\")] public abstract partial class R { [Reinforce(SamplesPerPrompt = 2), MirrorDescent, ExactAnswerReward] "
        + "public abstract Policy A(Policy b, PromptSet c); }");

    [Theory]
    [InlineData("Reinforce(StepsPerIteration = 6), MirrorDescent", "Reinforce(StepsPerIteration = 4), MirrorDescent")]
    [InlineData("Reinforce(StepsPerIteration = 100), MirrorDescent", "Reinforce(StepsPerIteration = 64), MirrorDescent")]
    [InlineData("Reinforce(MaxResponseTokens = 400), MirrorDescent", "Reinforce(MaxResponseTokens = 255), MirrorDescent")]
    public Task What_divides_or_fits_is_set(string before, string after) =>
        Harness.CodeFixes.CheckAsync(new UseNearestValueCodeFix(), Trained(before), Trained(after));

    [Fact]
    public Task A_policy_is_judged_with_the_length_that_it_was_trained_with() => Harness.CodeFixes.CheckAsync(
        new UseNearestValueCodeFix(),
        Trained("Reinforce, MirrorDescent", "MaxResponseTokens = 64"),
        Trained("Reinforce, MirrorDescent", "MaxResponseTokens = 128"));

    [Fact]
    public Task Nothing_is_offered_where_the_batch_was_given_and_the_steps_were_not() => Harness.CodeFixes.CheckNoneAsync(
        new UseNearestValueCodeFix(), Trained("Reinforce(PromptsPerIteration = 66), MirrorDescent"));

    [Fact]
    public Task Options_of_built_in_stages_have_a_nearest_value_too() => Harness.CodeFixes.CheckAsync(
        new UseNearestValueCodeFix(),
        "[Recipe(\"r\")] public abstract partial class R { [InitializeTransformer(Layers = 0)] public abstract Policy Initial(); }",
        "[Recipe(\"r\")] public abstract partial class R { [InitializeTransformer(Layers = 1)] public abstract Policy Initial(); }");

    [Theory]
    [InlineData("Open = 2")]
    [InlineData("Open = double.NaN")]
    [InlineData("Between = 0")]
    [InlineData("Type = \"int4\"")]
    [InlineData("Type = \"nul\"")]
    [InlineData("Split = Split.HeldOut")]
    [InlineData("Size = 3")]
    [InlineData("Sizes = new[] { 1 }")]
    public Task Nothing_is_offered_where_no_value_is_nearest(string argument) =>
        Harness.CodeFixes.CheckNoneAsync(new UseNearestValueCodeFix(), InRecipe(argument));

    private static string InRecipe(string argument) =>
        $"{Own}[Recipe(\"r\")] public abstract partial class R {{ public const string Wrong = \"fp31\"; [Own({argument})] public abstract Policy Initial(); }}";

    private static string Trained(string stage, string evaluation = "SamplesPerPrompt = 2, MaxResponseTokens = 255") => $$"""
        [Recipe("r")]
        public abstract partial class R
        {
            [Problems<Sums>] public abstract PromptSet Problems();
            [Problems<Sums>(Split = Split.HeldOut)] public abstract PromptSet Test();
            [Demonstrations<Steps>] public abstract Demonstrations Traces(PromptSet problems);
            [InitializeTransformer] public abstract Policy Initial();
            [FineTune] public abstract Policy Warm(Policy initial, Demonstrations traces);
            [{{stage}}, ExactAnswerReward] public abstract Policy LongCot(Policy warm, PromptSet problems);
            [Evaluate({{evaluation}}), ExactAnswerReward] public abstract Evaluation Report(Policy longCot, PromptSet test);
        }
        """;
}
