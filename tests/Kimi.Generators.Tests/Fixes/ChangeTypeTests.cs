using Kimi.Generators.CodeFixes;

namespace Kimi.Generators.Tests.Fixes;

/// <summary>The fix of KIMI2002.</summary>
public sealed class ChangeTypeTests
{
    private const string Head = """
        namespace Own { public sealed record Sheet : Artifact; }
        public sealed class SheetAttribute : StageAttribute<Own.Sheet>;
        public sealed class CopyAttribute : StageAttribute<Own.Sheet, Own.Sheet>;
        [Recipe("r")]
        public abstract partial class R
        {
            [InitializeTransformer] public abstract Policy Warm();
            [Problems<Sums>] public abstract PromptSet Curated();
            [Sheet] public abstract Own.Sheet Paper();

        """;

    [Theory]
    [InlineData(
        "[Evaluate, ExactAnswerReward] public abstract Evaluation Report(Policy warm, /* all */ Policy curated);",
        "[Evaluate, ExactAnswerReward] public abstract Evaluation Report(Policy warm, /* all */ PromptSet curated);")]
    [InlineData(
        "[Evaluate, ExactAnswerReward] public abstract Evaluation Report(Evaluation? warm, PromptSet curated);",
        "[Evaluate, ExactAnswerReward] public abstract Evaluation Report(Policy warm, PromptSet curated);")]
    [InlineData(
        "[MergeWeights] public abstract Policy Merged(Policy warm, [From(nameof(Warm))] PromptSet again);",
        "[MergeWeights] public abstract Policy Merged(Policy warm, [From(nameof(Warm))] Policy again);")]
    [InlineData(
        "[Copy] public abstract Own.Sheet Second(Policy paper);",
        "[Copy] public abstract Own.Sheet Second(Own.Sheet paper);")]
    public Task The_parameter_is_declared_as_what_feeds_it(string before, string after) =>
        Harness.CodeFixes.CheckAsync(new ChangeTypeCodeFix(), $"{Head}    {before}\n}}", $"{Head}    {after}\n}}");

    [Theory]
    [InlineData(
        "[MergeWeights] public abstract PromptSet Merged(Policy warm);",
        "[MergeWeights] public abstract Policy Merged(Policy warm);")]
    [InlineData(
        "[Evaluate, ExactAnswerReward] public abstract /* how well */ Policy Report(Policy warm, PromptSet curated);",
        "[Evaluate, ExactAnswerReward] public abstract /* how well */ Evaluation Report(Policy warm, PromptSet curated);")]
    public Task A_stage_returns_what_its_attribute_makes(string before, string after) =>
        Harness.CodeFixes.CheckAsync(new ChangeTypeCodeFix(), $"{Head}    {before}\n}}", $"{Head}    {after}\n}}");

    [Fact]
    public Task All_parameters_of_a_file_are_fixed_at_once() => Harness.CodeFixes.CheckAllAsync(
        new ChangeTypeCodeFix(),
        Head + """
            [Evaluate, ExactAnswerReward] public abstract Evaluation A(Policy warm, Policy curated);
            [MergeWeights] public abstract Policy B(PromptSet warm);
        }
        """,
        Head + """
            [Evaluate, ExactAnswerReward] public abstract Evaluation A(Policy warm, PromptSet curated);
            [MergeWeights] public abstract Policy B(Policy warm);
        }
        """);

    [Theory]
    [InlineData("[Transform] public static PromptSet Hard(Policy curated) => null!;")]
    [InlineData("[MergeWeights] public abstract Policy Merged(PromptSet paper);")]
    [InlineData("[Evaluate, ExactAnswerReward] public abstract Evaluation Report(PromptSet warm, Policy curated);")]
    public Task Nothing_is_offered_where_another_mistake_would_follow(string method) =>
        Harness.CodeFixes.CheckNoneAsync(new ChangeTypeCodeFix(), $"{Head}    {method}\n}}");

    [Fact]
    public Task An_override_keeps_the_parameters_of_what_it_overrides() => Harness.CodeFixes.CheckNoneAsync(
        new ChangeTypeCodeFix(),
        """
        public abstract class Base
        {
            public abstract Policy Merged(PromptSet warm);
        }
        [Recipe("r")]
        public abstract partial class R : Base
        {
            [InitializeTransformer] public abstract Policy Warm();
            [MergeWeights] public abstract override Policy Merged(PromptSet warm);
        }
        """);
}
