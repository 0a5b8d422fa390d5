using Kimi.Generators.Tests.Harness;

namespace Kimi.Generators.Tests.Rules;

/// <summary>KIMI8030: a text has values, not their names, and no marks of a chat template.</summary>
public sealed class KIMI8030Tests
{
    [Theory]
    [InlineData("{|KIMI8030:\"What is {a} + {b}?\"|}")]
    [InlineData("$\"{a} + \" + {|KIMI8030:\"{b}?\"|}")]
    [InlineData("b + {|KIMI8030:\"{a:D3}?\"|}")]
    public async Task A_name_in_place_of_its_value_is_told(string prompt) => await CheckAsync(prompt);

    [Theory]
    [InlineData("$\"What is {a} + {b}?\"")]
    [InlineData("$\"{a}+{b}\" + \": reply as {sum}\"")]
    [InlineData("$\"{a}{b}\" + \"\\\\frac{a}{b}\"")]
    [InlineData("$\"{a}{b}\" + \"{{a}}\"")]
    [InlineData("\"{a}+{b}?\".Replace(\"{a}\", $\"{a}\").Replace(\"{b}\", $\"{b}\")")]
    [InlineData("string.Format(\"{0}+{1}\", a, b)")]
    public async Task Braces_that_are_filled_in_or_stand_for_nothing_are_fine(string prompt) => await CheckAsync(prompt);

    [Theory]
    [InlineData("{|KIMI8030:\"<|im_start|>user\\nAdd.<|im_end|>\"|}")]
    [InlineData("{|KIMI8030:\"[INST] Add: \"|} + a + b")]
    [InlineData("$\"Add {a} and {b}\"")]
    public async Task Marks_in_a_message_are_told(string text) => await CheckAsync(
        $"new Prompt.Conversation([new Message(MessageRole.User, [new PromptPart.Text({text})])])");

    [Fact]
    public async Task A_text_to_continue_may_well_have_them() =>
        await CheckAsync("$\"<|im_start|>user\\nAdd {a} and {b}<|im_end|>\\n<|im_start|>assistant\\n\"");

    private static Task<IReadOnlyList<string>> CheckAsync(string prompt) => Recipes.CheckAsync($$"""
        public sealed class Own : IProblemSource<MathProblem>
        {
            public IEnumerable<MathProblem> Problems(Random random)
            {
                while (true)
                {
                    var (a, b) = (random.Next(10_000), random.Next(10_000));
                    yield return new() { Id = $"{a} {b}", Prompt = {{prompt}}, Answer = $"{a + b}" };
                }
            }
        }
        """);
}
