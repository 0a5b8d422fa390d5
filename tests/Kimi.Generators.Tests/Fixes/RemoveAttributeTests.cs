using Kimi.Generators.CodeFixes;

namespace Kimi.Generators.Tests.Fixes;

/// <summary>The fix of KIMI1005, KIMI1007, KIMI4003, KIMI4005, KIMI4006 and KIMI4007.</summary>
public sealed class RemoveAttributeTests
{
    private const string Head = """
        public abstract class Brevity : IReward<Problem>
        {
            public abstract ValueTask<Verdict> JudgeAsync(Problem problem, Rollout rollout, CancellationToken cancellationToken);
        }
        public sealed class LateAttribute : PenaltyAttribute<IPenalty>
        {
            [Below("Iterations"), System.ComponentModel.DefaultValue(50)] public int From { get; set; } = 50;
        }
        [Recipe("r")]
        public abstract partial class R
        {
            [InitializeTransformer] public abstract Policy Warm();
            [Problems<Sums>] public abstract PromptSet Curated();

        """;

    [Theory]
    [InlineData(
        "    /// <summary>The start.</summary>\n    [InitializeTransformer]\n    [FineTune]\n    public abstract Policy Initial();\n",
        "    /// <summary>The start.</summary>\n    [InitializeTransformer]\n    public abstract Policy Initial();\n")]
    [InlineData(
        "    [InitializeTransformer, FineTune(Steps = 3)] public abstract Policy Initial();\n",
        "    [InitializeTransformer] public abstract Policy Initial();\n")]
    [InlineData(
        "    [InitializeTransformer] [FineTune] public abstract Policy Initial();\n",
        "    [InitializeTransformer] public abstract Policy Initial();\n")]
    [InlineData(
        "    [InitializeTransformer] [FineTune]\n    public abstract Policy Initial();\n",
        "    [InitializeTransformer]\n    public abstract Policy Initial();\n")]
    public Task A_second_stage_attribute_goes(string before, string after) => CheckAsync(before, after);

    [Theory]
    [InlineData(
        "    // The start.\n    [LengthPenalty]\n    [InitializeTransformer]\n    public abstract Policy Initial();\n",
        "    // The start.\n    [InitializeTransformer]\n    public abstract Policy Initial();\n")]
    [InlineData(
        "    /// <summary>The start.</summary>\n    [LengthPenalty(\n        Weight = 0.1)]\n    [InitializeTransformer]\n"
        + "    public abstract Policy Initial();\n",
        "    /// <summary>The start.</summary>\n    [InitializeTransformer]\n    public abstract Policy Initial();\n")]
    [InlineData(
        "    [InitializeTransformer]\n    [LengthPenalty] // as in the paper\n    public abstract Policy Initial();\n",
        "    [InitializeTransformer]\n    // as in the paper\n    public abstract Policy Initial();\n")]
    [InlineData(
        "    [LengthPenalty, InitializeTransformer] public abstract Policy Initial();\n",
        "    [InitializeTransformer] public abstract Policy Initial();\n")]
    [InlineData(
        "    [\n        InitializeTransformer, // the start\n        LengthPenalty, // as in the paper\n        Obsolete]\n"
        + "    public abstract Policy Initial();\n",
        "    [\n        InitializeTransformer, // the start\n        // as in the paper\n        Obsolete]\n    public abstract Policy Initial();\n")]
    [InlineData(
        "    [\n        InitializeTransformer, // the start\n        LengthPenalty]\n    public abstract Policy Initial();\n",
        "    [\n        InitializeTransformer // the start\n        ]\n    public abstract Policy Initial();\n")]
    [InlineData(
        "    [\n        InitializeTransformer,\n        LengthPenalty\n    ]\n    public abstract Policy Initial();\n",
        "    [\n        InitializeTransformer\n    ]\n    public abstract Policy Initial();\n")]
    [InlineData(
        "    [LengthPenalty] private static int Count() => 1;\n",
        "    private static int Count() => 1;\n")]
    [InlineData(
        "    [InitializeTransformer]\r\n    [LengthPenalty]\r\n    public abstract Policy Initial();\r\n",
        "    [InitializeTransformer]\r\n    public abstract Policy Initial();\r\n")]
    public Task A_misplaced_component_goes(string before, string after) => CheckAsync(before, after);

    [Theory]
    [InlineData(
        "    [Reinforce, MirrorDescent, MirrorDescent(Tau = 0.5), ExactAnswerReward] public abstract Policy LongCot(Policy warm, PromptSet curated);\n",
        "    [Reinforce, MirrorDescent, ExactAnswerReward] public abstract Policy LongCot(Policy warm, PromptSet curated);\n")]
    public Task A_second_objective_goes(string before, string after) => CheckAsync(before, after);

    [Theory]
    [InlineData("ExactAnswerReward(Marker = \"=\")")]
    [InlineData("LengthPenalty(FromIteration = 90)")]
    [InlineData("LengthPenalty(Weight = 0, FromIteration = 1)")]
    [InlineData("Reward<Brevity>(Weight = 0)")]
    public Task A_component_that_changes_nothing_goes(string component) => CheckAsync(
        $"    [Reinforce, MirrorDescent, ExactAnswerReward, {component}] public abstract Policy LongCot(Policy warm, PromptSet curated);\n",
        "    [Reinforce, MirrorDescent, ExactAnswerReward] public abstract Policy LongCot(Policy warm, PromptSet curated);\n");

    [Fact]
    public Task All_of_a_file_go_at_once() => Harness.CodeFixes.CheckAllAsync(
        new RemoveAttributeCodeFix(),
        Head + """
            [LengthPenalty, InitializeTransformer, MirrorDescent, UniformSampler] public abstract Policy A();
            [LengthPenalty, ExactAnswerReward, Evaluate, MirrorDescent] public abstract Evaluation B(Policy warm, PromptSet curated);
            /// <summary>C.</summary>
            [LengthPenalty, MirrorDescent]
            [InitializeTransformer]
            [MirrorDescent]
            public abstract Policy C();
        }
        """,
        Head + """
            [InitializeTransformer] public abstract Policy A();
            [ExactAnswerReward, Evaluate] public abstract Evaluation B(Policy warm, PromptSet curated);
            /// <summary>C.</summary>
            [InitializeTransformer]
            public abstract Policy C();
        }
        """);

    [Theory]
    [InlineData("[ExactAnswerReward] public abstract Policy Initial();")]
    [InlineData("[Reinforce, MirrorDescent, ExactAnswerReward(Weight = 0)] public abstract Policy Report(Policy warm, PromptSet curated);")]
    [InlineData(
        "[Reinforce, MirrorDescent, ExactAnswerReward(Weight = 0), ExactAnswerReward(Marker = \"=\", Weight = 0)] public abstract Policy Report(Policy warm, "
        + "PromptSet curated);")]
    [InlineData("[Reinforce(Iterations = 30), MirrorDescent, ExactAnswerReward, Late] public abstract Policy LongCot(Policy warm, PromptSet curated);")]
    public Task None_goes_that_leaves_a_mistake(string method) => Harness.CodeFixes.CheckNoneAsync(new RemoveAttributeCodeFix(), $"{Head}    {method}\n}}");

    private static Task CheckAsync(string before, string after) =>
        Harness.CodeFixes.CheckAsync(new RemoveAttributeCodeFix(), $"{Head}{before}}}", $"{Head}{after}}}");
}
