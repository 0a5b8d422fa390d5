using Kimi.Generators.Tests.Harness;

namespace Kimi.Generators.Tests.Rules;

/// <summary>KIMI8033: a method that is described as a tool is one.</summary>
public sealed class KIMI8033Tests
{
    private const string Stage = "[Reinforce, MirrorDescent, ExactAnswerReward, Tools<Own>] public abstract Policy LongCot(Policy warm, PromptSet problems);";

    [Theory]
    [InlineData("internal long {|KIMI8033:Multiply|}(int a, int b) => (long)a * b;")]
    [InlineData("private static int {|KIMI8033:Multiply|}(int a, int b) => checked(a * b);")]
    [InlineData("protected virtual Task<int> {|KIMI8033:MultiplyAsync|}(int a, int b) => Task.FromResult(checked(a * b));")]
    [InlineData("public long Multiply(int a, int b) => (long)a * b;")]
    public async Task A_described_method_that_is_not_public_is_told(string method) =>
        await CheckAsync($"[System.ComponentModel.Description(\"Multiplies.\")] {method}", Stage);

    [Fact]
    public async Task A_helper_without_a_description_and_a_class_that_nobody_offers_are_fine()
    {
        await CheckAsync("private static long Multiply(int a, int b) => (long)a * b; public long Square(int a) => Multiply(a, a);", Stage);
        await CheckAsync(
            "[System.ComponentModel.Description(\"Multiplies.\")] internal long Multiply(int a, int b) => (long)a * b;", Stage.Replace(", Tools<Own>", ""));
    }

    private static Task<IReadOnlyList<string>> CheckAsync(string members, string stage) => Recipes.CheckAsync($$"""
        public class Own
        {
            [System.ComponentModel.Description("Adds.")] public long Add(int a, int b) => (long)a + b;
            {{members}}
        }

        [Recipe("r")]
        public abstract partial class R
        {
            [TunedPolicy] public abstract Policy Warm();
            [ProblemsFile(Path = "a.jsonl")] public abstract PromptSet Problems();
            {{stage}}
        }
        """);
}
