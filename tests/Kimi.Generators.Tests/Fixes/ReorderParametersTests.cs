using Kimi.Generators.CodeFixes;

namespace Kimi.Generators.Tests.Fixes;

/// <summary>The fix of KIMI2003.</summary>
public sealed class ReorderParametersTests
{
    private const string Head = """
        [Recipe("r")]
        public abstract partial class R
        {
            [TunedPolicy] public abstract Policy Sft();
            [Problems<Sums>] public abstract PromptSet Curated();
            [Problems<Sums>] public abstract PromptSet HeldOut();

        """;

    [Theory]
    [InlineData(
        "[Evaluate, ExactAnswerReward] public abstract Evaluation Report(PromptSet curated, /* the last */ Policy sft);",
        "[Evaluate, ExactAnswerReward] public abstract Evaluation Report(Policy sft, /* the last */ PromptSet curated);")]
    [InlineData(
        "[CuratePrompts, ExactAnswerReward] public abstract PromptSet Kept(PromptSet curated, PromptSet heldOut, [From(nameof(Sft))] Policy start);",
        "[CuratePrompts, ExactAnswerReward] public abstract PromptSet Kept([From(nameof(Sft))] Policy start, PromptSet curated, PromptSet heldOut);")]
    public Task Parameters_come_into_the_order_of_the_attribute(string before, string after) =>
        Harness.CodeFixes.CheckAsync(new ReorderParametersCodeFix(), $"{Head}    {before}\n}}", $"{Head}    {after}\n}}");

    [Theory]
    [InlineData("[Evaluate, ExactAnswerReward] public abstract Evaluation Report(PromptSet curated);")]
    [InlineData("[Evaluate, ExactAnswerReward] public abstract Evaluation Report(PromptSet curated, PromptSet heldOut, Policy sft);")]
    public Task Nothing_is_offered_where_one_is_missing_or_too_many(string method) =>
        Harness.CodeFixes.CheckNoneAsync(new ReorderParametersCodeFix(), $"{Head}    {method}\n}}");
}
