using Kimi.Generators.Tests.Harness;

namespace Kimi.Generators.Tests.Rules;

/// <summary>KIMI5011: what begins a command of LaTeX is no escape, and a command is a program alone.</summary>
public sealed class WrittenAsReadTests
{
    [Theory]
    [InlineData("""{|KIMI5011:Pattern = @"\boxed{.+}"|}""")]
    [InlineData("""{|KIMI5011:Pattern = @"answer: \frac{\d+}{\d+}"|}""")]
    [InlineData("""{|KIMI5011:Pattern = @"\\\text\{.+\}"|}""")]
    [InlineData("""{|KIMI5011:Pattern = "\boxed{.+}"|}""")]
    public async Task An_escape_in_place_of_a_command_is_told(string pattern) => await FormAsync(pattern);

    [Theory]
    [InlineData("""Pattern = @"\\boxed\{.+\}" """)]
    [InlineData("""Pattern = @"\bbox\b" """)]
    [InlineData("""Pattern = @"\btextual\t" """)]
    [InlineData("""Pattern = "\\\\boxed" """)]
    [InlineData("""Pattern = @"^\d+\s\w+$" """)]
    public async Task A_backslash_and_an_escape_that_are_meant_are_fine(string pattern) => await FormAsync(pattern);

    [Theory]
    [InlineData("""{|KIMI5011:AnswerMarker = "\boxed{"|}""")]
    [InlineData("""{|KIMI5011:AnswerMarker = "\text{Answer: }"|}""")]
    [InlineData("""AnswerMarker = "\\boxed{" """)]
    [InlineData("""AnswerMarker = @"\boxed{" """)]
    [InlineData("""AnswerMarker = "\tanswer" """)]
    public async Task A_text_has_no_escape_in_place_of_a_command_either(string marker) => await Recipes.CheckAsync($$"""
        [Recipe("r")]
        public abstract partial class R
        {
            [ProblemsFile(Path = "a.jsonl", {{marker}})] public abstract PromptSet Problems();
        }
        """);

    [Theory]
    [InlineData("""{|KIMI5011:Command = "python tools/server.py"|}""")]
    [InlineData("""{|KIMI5011:Command = "npx -y search-server"|}""")]
    [InlineData("""{|KIMI5011:Command = "./server --quiet"|}""")]
    [InlineData("""{|KIMI5011:Command = "/usr/bin/python3 server.py"|}""")]
    [InlineData("""Command = "python", Arguments = ["tools/server.py", "--quiet"]""")]
    [InlineData("""Command = "/opt/our tools/server" """)]
    [InlineData("""Command = @"C:\Program Files\Tools\server.exe" """)]
    public async Task A_command_has_its_arguments_beside_it(string command)
    {
        var messages = await Recipes.CheckAsync($$"""
            [Recipe("r")]
            public abstract partial class R
            {
                [TunedPolicy] public abstract Policy Warm();
                [ProblemsFile(Path = "a.jsonl")] public abstract PromptSet Problems();
                [Reinforce, MirrorDescent, MathReward, McpTools({{command}})] public abstract Policy LongCot(Policy warm, PromptSet problems);
            }
            """);
        if (command.Contains("npx", StringComparison.Ordinal))
        {
            Assert.Equal(
                "Command of [McpTools] on stage 'LongCot' is \"npx -y search-server\", and no program has such a name: give npx alone, and what follows it as "
                + "Arguments",
                Assert.Single(messages));
        }
    }

    [Fact]
    public async Task Another_environment_s_command_is_its_own() => await Recipes.CheckAsync("""
        public sealed class ShellAttribute : EnvironmentAttribute<IEnvironment> { public string Command { get; set; } = ""; }
        [Recipe("r")]
        public abstract partial class R
        {
            [TunedPolicy] public abstract Policy Warm();
            [Problems<Sums>] public abstract PromptSet Problems();
            [Reinforce, MirrorDescent, ExactAnswerReward, Shell(Command = "bash -c --norc")]
            public abstract Policy LongCot(Policy warm, PromptSet problems);
        }
        """);

    private static Task<IReadOnlyList<string>> FormAsync(string pattern) => Recipes.CheckAsync($$"""
        [Recipe("r")]
        public abstract partial class R
        {
            [TunedPolicy] public abstract Policy Warm();
            [ProblemsFile(Path = "a.jsonl")] public abstract PromptSet Problems();
            [Reinforce, MirrorDescent, MathReward, FormatReward({{pattern}})] public abstract Policy LongCot(Policy warm, PromptSet problems);
        }
        """);
}
