using Kimi.Generators.CodeFixes;

namespace Kimi.Generators.Tests.Fixes;

/// <summary>The fix of KIMI4001 and KIMI4002.</summary>
public sealed class AddAttributeTests
{
    private const string Head = """
        [Recipe("r")]
        public abstract partial class R
        {
            [InitializeTransformer] public abstract Policy Warm();
            [Problems<Sums>] public abstract PromptSet Curated();

        """;

    [Theory]
    [InlineData(
        "    [Evaluate] public abstract Evaluation Report(Policy warm, PromptSet curated);\n",
        "    [Evaluate, ExactAnswerReward] public abstract Evaluation Report(Policy warm, PromptSet curated);\n")]
    [InlineData(
        "    /// <summary>How good it is.</summary>\n    [Evaluate(Samples = 2)]\n    public abstract Evaluation Report(Policy warm, PromptSet curated);\n",
        "    /// <summary>How good it is.</summary>\n    [Evaluate(Samples = 2)]\n    [ExactAnswerReward]\n    public abstract Evaluation Report(Policy warm, "
        + "PromptSet curated);\n")]
    [InlineData(
        "    [Evaluate] // at the end\n    public abstract Evaluation Report(Policy warm, PromptSet curated);\n",
        "    [Evaluate] // at the end\n    [ExactAnswerReward]\n    public abstract Evaluation Report(Policy warm, PromptSet curated);\n")]
    [InlineData(
        "    [Evaluate, Obsolete]\n    public abstract Evaluation Report(Policy warm, PromptSet curated);\n",
        "    [Evaluate, Obsolete, ExactAnswerReward]\n    public abstract Evaluation Report(Policy warm, PromptSet curated);\n")]
    [InlineData(
        "    [\n        Evaluate,\n        Obsolete // no more\n    ]\n    public abstract Evaluation Report(Policy warm, PromptSet curated);\n",
        "    [\n        Evaluate,\n        Obsolete,\n        ExactAnswerReward // no more\n    ]\n    public abstract Evaluation Report(Policy warm, "
        + "PromptSet curated);\n")]
    [InlineData(
        "    [Evaluate] [Obsolete] public abstract Evaluation Report(Policy warm, PromptSet curated);\n",
        "    [Evaluate] [Obsolete] [ExactAnswerReward] public abstract Evaluation Report(Policy warm, PromptSet curated);\n")]
    [InlineData(
        "    [Evaluate(\n        Samples = 2)]\n    public abstract Evaluation Report(Policy warm, PromptSet curated);\n",
        "    [Evaluate(\n        Samples = 2)]\n    [ExactAnswerReward]\n    public abstract Evaluation Report(Policy warm, PromptSet curated);\n")]
    [InlineData(
        "    [Evaluate]\r\n    public abstract Evaluation Report(Policy warm, PromptSet curated);\r\n",
        "    [Evaluate]\r\n    [ExactAnswerReward]\r\n    public abstract Evaluation Report(Policy warm, PromptSet curated);\r\n")]
    [InlineData(
        "    [Reinforce]\n    [ExactAnswerReward]\n    [LengthPenalty(Weight = 0.1)]\n    public abstract Policy LongCot(Policy warm, PromptSet curated);\n",
        "    [Reinforce]\n    [ExactAnswerReward]\n    [LengthPenalty(Weight = 0.1)]\n    [MirrorDescent]\n    public abstract Policy LongCot(Policy warm, "
        + "PromptSet curated);\n")]
    public Task The_component_is_added_in_the_layout_of_the_method(string before, string after) =>
        Harness.CodeFixes.CheckAsync(new AddAttributeCodeFix(), $"{Head}{before}}}", $"{Head}{after}}}");

    [Fact]
    public Task A_class_of_the_same_name_is_not_taken_for_it() => Harness.CodeFixes.CheckAsync(
        new AddAttributeCodeFix(),
        $$"""
        namespace Own;
        public sealed class ExactAnswerRewardAttribute : Attribute;
        {{Head}}
            [Evaluate] public abstract Evaluation Report(Policy warm, PromptSet curated);
        }
        """,
        $$"""
        namespace Own;
        public sealed class ExactAnswerRewardAttribute : Attribute;
        {{Head}}
            [Evaluate, Kimi.Dsl.ExactAnswerReward] public abstract Evaluation Report(Policy warm, PromptSet curated);
        }
        """);

    [Fact]
    public Task Of_two_components_that_are_missing_the_chosen_one_is_added_to_all_stages() => Harness.CodeFixes.CheckAllAsync(
        new AddAttributeCodeFix(),
        Head + """
            [Reinforce] public abstract Policy A(Policy warm, PromptSet curated);
            [Reinforce]
            [LengthPenalty]
            public abstract Policy B(Policy warm, PromptSet curated);
            [Evaluate] public abstract Evaluation C(Policy warm, PromptSet curated);
        }
        """,
        Head + """
            [Reinforce, ExactAnswerReward] public abstract Policy A(Policy warm, PromptSet curated);
            [Reinforce]
            [LengthPenalty]
            [ExactAnswerReward]
            public abstract Policy B(Policy warm, PromptSet curated);
            [Evaluate, ExactAnswerReward] public abstract Evaluation C(Policy warm, PromptSet curated);
        }
        """);
}
