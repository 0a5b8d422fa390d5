using Kimi.Generators.Tests.Harness;

namespace Kimi.Generators.Tests.Rules;

/// <summary>KIMI5013: options that name different things differ.</summary>
public sealed class KIMI5013Tests
{
    [Theory]
    [InlineData("""PromptField = "q", {|KIMI5013:AnswerField = "q"|}""", "PromptField and AnswerField of stage 'All' are both \"q\", ")]
    [InlineData(
        """Layout = ProblemLayout.Gsm8k, {|KIMI5013:IdField = "answer"|}""",
        "IdField and AnswerField of stage 'All' are both \"answer\", that of AnswerField by default, ")]
    [InlineData("""AnswerField = "image", {|KIMI5013:ImageFields = ["image"]|}""", "AnswerField and ImageFields of stage 'All' are both \"image\", ")]
    public async Task One_field_for_two_things_is_told(string options, string beginning)
    {
        var messages = await CheckAsync($"ProblemsFile({options})");

        Assert.StartsWith(beginning, Assert.Single(messages), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""ProblemsFile(PromptField = "q", AnswerField = "a", IdField = "id", LevelField = "level", ImageFields = ["image"])""")]
    [InlineData("""ProblemsFile(Layout = ProblemLayout.Gsm8k, IdField = "question")""")]
    [InlineData("ProblemsFile")]
    public async Task Fields_of_their_own_are_fine(string attribute) => Assert.Empty(await CheckAsync(attribute));

    [Fact]
    public async Task A_prompt_that_is_its_response_is_told() => await Recipes.CheckAsync("""
        [Recipe("r")]
        public abstract partial class R
        {
            [TunedPolicy] public abstract Policy Sft();
            [DemonstrationsFile(PromptField = "text", {|KIMI5013:ResponseField = "text"|})] public abstract Demonstrations Rows();
            [FineTune] public abstract Policy Tuned(Policy sft, Demonstrations rows);
        }
        """);

    private static Task<IReadOnlyList<string>> CheckAsync(string attribute) => Recipes.CheckAsync($$"""
        [Recipe("r")]
        public abstract partial class R
        {
            [TunedPolicy] public abstract Policy Sft();
            [{{attribute}}] public abstract PromptSet All();
            [Evaluate, MathReward] public abstract Evaluation Report(Policy sft, PromptSet all);
        }
        """);
}
