using Kimi.Generators.CodeFixes;

namespace Kimi.Generators.Tests.Fixes;

/// <summary>The fix of KIMI5003 and KIMI5006.</summary>
public sealed class RemoveArgumentTests
{
    [Theory]
    [InlineData("[Reinforce(Iterations = 40)]", "[Reinforce]")]
    [InlineData("[Reinforce(Temperature = 2, Iterations = 40)]", "[Reinforce(Temperature = 2)]")]
    [InlineData("[Reinforce(Iterations = 40, Temperature = 2)]", "[Reinforce(Temperature = 2)]")]
    [InlineData("[Reinforce(Temperature = 2, Iterations = 40, LearningRate = 1)]", "[Reinforce(Temperature = 2, LearningRate = 1)]")]
    [InlineData(
        "[Reinforce(StepsPerIteration = 1), Dapo(EpsilonHigh = 0.3), ExactAnswerReward]",
        "[Reinforce(StepsPerIteration = 1), Dapo, ExactAnswerReward]")]
    [InlineData("[Reinforce(/* as in the paper */ Iterations = 40)]", "[Reinforce/* as in the paper */ ]")]
    [InlineData(
        "[Reinforce(\n        Temperature = 2, // hot\n        Iterations = 40, // as in the paper\n        LearningRate = 1)]",
        "[Reinforce(\n        Temperature = 2, // hot\n        // as in the paper\n        LearningRate = 1)]")]
    [InlineData(
        "[Reinforce(\n        Temperature = 2,\n        Iterations = 40,\n        LearningRate = 1)]",
        "[Reinforce(\n        Temperature = 2,\n        LearningRate = 1)]")]
    [InlineData(
        "[Reinforce(\n        Temperature = 2, Iterations = 40,\n        LearningRate = 1)]",
        "[Reinforce(\n        Temperature = 2,\n        LearningRate = 1)]")]
    public Task The_option_goes(string before, string after) =>
        Harness.CodeFixes.CheckAsync(new RemoveArgumentCodeFix(), InRecipe($"    {before}\n"), InRecipe($"    {after}\n"));

    [Fact]
    public Task All_of_a_file_go_at_once() => Harness.CodeFixes.CheckAllAsync(
        new RemoveArgumentCodeFix(),
        InRecipe("""
            [Reinforce(Iterations = 40, PromptsPerIteration = 64, Temperature = 2, LearningRate = 3e-4)]
            [MirrorDescent(Tau = 0.1)]
            [LengthPenalty(Weight = 0.2, FromIteration = 0)]

        """),
        InRecipe("""
            [Reinforce(Temperature = 2)]
            [MirrorDescent]
            [LengthPenalty]

        """));

    [Fact]
    public Task An_attribute_of_a_class_keeps_its_only_option() => Harness.CodeFixes.CheckNoneAsync(
        new RemoveArgumentCodeFix(),
        """
        [Recipe("r"), Evaluate(SamplesPerPrompt = 1)]
        public abstract partial class R
        {
            [Evaluate, ExactAnswerReward] public abstract Evaluation Report(Policy warm, PromptSet curated);
        }
        """);

    private static string InRecipe(string attributes) =>
        $"[Recipe(\"r\")]\npublic abstract partial class R\n{{\n{attributes}    public abstract Policy LongCot(Policy warm, PromptSet curated);\n}}\n";
}
