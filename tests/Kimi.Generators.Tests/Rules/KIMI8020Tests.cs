using Kimi.Generators.Tests.Harness;

namespace Kimi.Generators.Tests.Rules;

/// <summary>KIMI8020: no response makes its judge throw.</summary>
public sealed class KIMI8020Tests
{
    [Theory]
    [InlineData("{|KIMI8020:rollout.Text.Split('#')[1]|} == problem.Answer")]
    [InlineData("{|KIMI8020:double.Parse(rollout.Text.Trim())|} < 5")]
    [InlineData("{|KIMI8020:Convert.ToInt32(rollout.Text)|} == 5")]
    [InlineData("{|KIMI8020:System.Text.Json.JsonDocument.Parse(rollout.Text)|}.RootElement.GetRawText() == problem.Answer")]
    [InlineData("{|KIMI8020:rollout.Text.Split('\\n').First(line => line.Length > 3)|} == problem.Answer")]
    [InlineData("{|KIMI8020:rollout.Text.Split('\\n').Where(line => line.Length > 3).Last()|} == problem.Answer")]
    [InlineData("{|KIMI8020:rollout.Text.Substring(rollout.Text.IndexOf(\"<a>\") + 3)|} == problem.Answer")]
    [InlineData("rollout.Text[{|KIMI8020:rollout.Text.LastIndexOf('#')..|}] == problem.Answer")]
    public async Task What_throws_on_some_texts_is_told(string right) => await CheckAsync("", right);

    [Theory]
    [InlineData("var parts = rollout.Text.Split('#');", "{|KIMI8020:parts[1]|} == problem.Answer")]
    [InlineData("var text = rollout.Text.Trim(); var said = {|KIMI8020:int.Parse(text)|};", "said == 5")]
    [InlineData("var start = rollout.Text.IndexOf('#');", "{|KIMI8020:rollout.Text.Substring(start, 2)|} == problem.Answer")]
    [InlineData("if (!rollout.Text.Contains('#')) {|KIMI8020:throw new FormatException(\"no answer\");|}", "rollout.Length == 5")]
    [InlineData("if (problem.Level > 9) throw new FormatException(rollout.Text);", "rollout.Length == 5")]
    public async Task Variables_and_conditions_are_followed(string before, string right) => await CheckAsync(before, right);

    [Theory]
    [InlineData("var parts = rollout.Text.Split('#');", "parts.Length > 1 && parts[1] == problem.Answer")]
    [InlineData("if (rollout.Text.Length == 0) return new(Verdict.Of(false));", "int.Parse(rollout.Text) == 5")]
    [InlineData("var start = rollout.Text.IndexOf('#'); if (start < 0) return new(Verdict.Of(false));", "rollout.Text.Substring(start) == problem.Answer")]
    [InlineData("", "int.TryParse(rollout.Text, out var said) && said == int.Parse(problem.Answer)")]
    [InlineData("", "rollout.Text.Split('#') is [_, var answer, ..] && answer == problem.Answer")]
    [InlineData("var said = 0; try { said = int.Parse(rollout.Text); } catch (FormatException) { }", "said == 5")]
    public async Task Who_looks_before_is_not_told(string before, string right) => await CheckAsync(before, right);

    [Theory]
    [InlineData("rollout.Text.Split('#')[0] == problem.Answer")]
    [InlineData("rollout.Text.Split('#')[^1] == problem.Answer")]
    [InlineData("rollout.Text.Split('#').Last() == problem.Answer")]
    [InlineData("rollout.Text[(rollout.Text.LastIndexOf('#') + 1)..] == problem.Answer")]
    [InlineData("System.Text.RegularExpressions.Regex.Matches(rollout.Text, \"[0-9]+\").Sum(match => int.Parse(match.Value)) == 5")]
    [InlineData("int.Parse(problem.Answer) == rollout.Length")]
    public async Task What_never_throws_is_fine(string right) => await CheckAsync("", right);

    [Fact]
    public async Task A_move_in_an_environment_is_one_too() => await Recipes.CheckAsync("""
        public sealed class Own : IEpisode
        {
            public ValueTask<EnvironmentReply> ReplyAsync(PolicyTurn turn, CancellationToken cancellationToken) =>
                new(new EnvironmentReply.Continue($"{{|KIMI8020:int.Parse(turn.Text)|} + 1}"));
            public ValueTask DisposeAsync() => default;
        }
        """);

    private static Task<IReadOnlyList<string>> CheckAsync(string before, string right) => Recipes.CheckAsync($$"""
        public sealed class Own : IReward<MathProblem>
        {
            public ValueTask<Verdict> JudgeAsync(MathProblem problem, Rollout rollout, CancellationToken cancellationToken)
            {
                _ = problem;
                {{before}}
                return new(Verdict.Of({{right}}));
            }
        }
        """);

    [Theory]
    [InlineData("var isThere = rollout.Text.Contains('#'); if (!isThere) return new(Verdict.Of(false));", "rollout.Text.Split('#')[1] == problem.Answer")]
    [InlineData("var count = rollout.Text.Split('#').Length; if (count < 2) return new(Verdict.Of(false));", "rollout.Text.Split('#')[1] == problem.Answer")]
    [InlineData("if (!Has(rollout)) return new(Verdict.Of(false));", "int.Parse(rollout.Text) == 5")]
    [InlineData("", "Convert.ToHexString(System.Text.Encoding.UTF8.GetBytes(rollout.Text)) == problem.Answer")]
    public async Task Findings_in_variables_and_methods_are_looks_too(string before, string right) => await CheckAsync(
        $"{before} static bool Has(Rollout rollout) => rollout.Text.All(char.IsAsciiDigit); _ = Has(rollout);", right);

    [Theory]
    [InlineData("IsNumber(rollout.Text) && Value(rollout) == 5", "int.Parse(rollout.Text)")]
    [InlineData("Value(rollout) == 5", "{|KIMI8020:int.Parse(rollout.Text)|}")]
    public async Task A_method_whose_callers_look_is_fine(string right, string value) => await Recipes.CheckAsync($$"""
        public sealed class Own : IReward<MathProblem>
        {
            public ValueTask<Verdict> JudgeAsync(MathProblem problem, Rollout rollout, CancellationToken cancellationToken) =>
                new(Verdict.Of({{right}}));
            public static bool IsNumber(string text) => text.Length is > 0 and < 9 && text.All(char.IsAsciiDigit);
            private static int Value(Rollout rollout) => {{value}};
        }
        """);

    [Theory]
    [InlineData("if (!int.TryParse(turn.Text, out var move)) return new({|KIMI8020:new EnvironmentReply.Fault(\"no move\")|});")]
    [InlineData("var isMove = int.TryParse(turn.Text, out var move); if (!isMove) { return new({|KIMI8020:new EnvironmentReply.Fault(\"no move\")|}); }")]
    [InlineData("if (!int.TryParse(turn.Text, out var move)) return new(new EnvironmentReply.Continue(\"no move\"));")]
    [InlineData("var move = 3; if (client is null) return new(new EnvironmentReply.Fault(\"no client\"));")]
    public async Task An_environment_that_calls_a_turn_its_own_fault_is_told(string body) => await Recipes.CheckAsync($$"""
        public sealed class Own(System.Net.Http.HttpClient? client) : IEpisode
        {
            public ValueTask<EnvironmentReply> ReplyAsync(PolicyTurn turn, CancellationToken cancellationToken)
            {
                _ = client;
                {{body}}
                return new(move > 3 ? new EnvironmentReply.Finished() : new EnvironmentReply.Continue("on"));
            }
            public ValueTask DisposeAsync() => default;
        }
        """);
}
