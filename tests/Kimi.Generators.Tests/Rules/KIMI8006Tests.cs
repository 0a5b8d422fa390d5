using Kimi.Generators.Tests.Harness;

namespace Kimi.Generators.Tests.Rules;

/// <summary>KIMI8006: rewards and environments do not block.</summary>
public sealed class KIMI8006Tests
{
    [Fact]
    public async Task Blocking_calls_are_told() => await Recipes.CheckAsync("""
        using System.Threading;
        using System.Threading.Tasks;
        public sealed class Own : IReward<MathProblem>
        {
            public ValueTask<Verdict> JudgeAsync(MathProblem problem, Rollout rollout, CancellationToken cancellationToken)
            {
                {|KIMI8006:Thread.Sleep(1)|};
                return new(Verdict.Of({|KIMI8006:Task.FromResult(rollout.Length).Result|} > {|KIMI8006:Task.FromResult(1).GetAwaiter().GetResult()|}));
            }
        }
        """);

    [Fact]
    public async Task Awaiting_is_fine() => await Recipes.CheckAsync("""
        using System.Threading;
        using System.Threading.Tasks;
        public sealed class Own : IReward<MathProblem>
        {
            public async ValueTask<Verdict> JudgeAsync(MathProblem problem, Rollout rollout, CancellationToken cancellationToken)
            {
                await Task.Delay(1, cancellationToken);
                return Verdict.Of(rollout.Length > 1);
            }
        }
        """);

    [Fact]
    public async Task Other_code_may_block() => await Recipes.CheckAsync("""
        public static class Setup { public static int Wait() { System.Threading.Thread.Sleep(1); return System.Threading.Tasks.Task.FromResult(1).Result; } }
        """);

    [Theory]
    [InlineData("{|KIMI8006:System.Text.RegularExpressions.Regex.IsMatch(rollout.Text, \"^(([0-9]+)+ ?)+#\")|}")]
    [InlineData("{|KIMI8006:new System.Text.RegularExpressions.Regex(\"(a|b*)*c\")|}.IsMatch(rollout.Text)")]
    [InlineData("{|KIMI8006:System.Text.RegularExpressions.Regex.IsMatch(rollout.Text, \"^(?:[a-z]+ ?)*#\")|}")]
    [InlineData("{|KIMI8006:System.Text.RegularExpressions.Regex.IsMatch(rollout.Text, \"((a+?){1,})#\")|}")]
    [InlineData("{|KIMI8006:System.Text.RegularExpressions.Regex.IsMatch(rollout.Text, \"^(?:, *[a-z]* *)+#\")|}")]
    [InlineData("{|KIMI8006:System.Text.RegularExpressions.Regex.IsMatch(rollout.Text, \"^(?: +[a-z]*)+#\")|}")]
    [InlineData("{|KIMI8006:System.Text.RegularExpressions.Regex.IsMatch(rollout.Text, \"^(?:,?[0-9]+)+#\")|}")]
    [InlineData("{|KIMI8006:System.Text.RegularExpressions.Regex.IsMatch(rollout.Text, \"^(?:a[a-z]+)+#\")|}")]
    [InlineData("System.Text.RegularExpressions.Regex.IsMatch(rollout.Text, \"^[0-9]+(?:, *[0-9]+)*$\")")]
    [InlineData("System.Text.RegularExpressions.Regex.IsMatch(rollout.Text, \"^(?: +[a-z]+)*#\")")]
    [InlineData("System.Text.RegularExpressions.Regex.IsMatch(rollout.Text, \"^(?:(?<one>[A-F])(?: *, *| +and +| *))+#\")")]
    [InlineData("System.Text.RegularExpressions.Regex.IsMatch(rollout.Text, \"^(?:-[^-]+)+#\")")]
    [InlineData("{|KIMI8006:System.Text.RegularExpressions.Regex.IsMatch(rollout.Text, @\"^(?:\\s*-?\\s*\\d+)+#\")|}")]
    [InlineData("{|KIMI8006:System.Text.RegularExpressions.Regex.IsMatch(rollout.Text, @\"^(?:\\s*[a-z]\\s*)+#\")|}")]
    [InlineData("{|KIMI8006:System.Text.RegularExpressions.Regex.IsMatch(rollout.Text, @\"^(?:\\s*,+)+#\")|}")]
    [InlineData("{|KIMI8006:System.Text.RegularExpressions.Regex.IsMatch(rollout.Text, @\"^(?:\\s*,\\d*\\s*)+#\")|}")]
    [InlineData("System.Text.RegularExpressions.Regex.IsMatch(rollout.Text, @\"\\d+(?:\\s*[+-]\\s*\\d+)+\")")]
    [InlineData("System.Text.RegularExpressions.Regex.IsMatch(rollout.Text, @\"^(?:\\s*,\\s*\\d+)*$\")")]
    [InlineData("System.Text.RegularExpressions.Regex.IsMatch(rollout.Text, @\"^(?: ?[+*] ?[0-9]+)+#\")")]
    [InlineData("System.Text.RegularExpressions.Regex.IsMatch(rollout.Text, \"^([0-9]+ )#[(+]+$\")")]
    [InlineData("System.Text.RegularExpressions.Regex.IsMatch(rollout.Text, \"^([0-9]+,)*[0-9]+$\")")]
    [InlineData("System.Text.RegularExpressions.Regex.IsMatch(rollout.Text, \"(?<word>[a-z]+: )+#|(b?)*\")")]
    [InlineData("System.Text.RegularExpressions.Regex.IsMatch(rollout.Text, \"(a+)+\", System.Text.RegularExpressions.RegexOptions.NonBacktracking)")]
    [InlineData("System.Text.RegularExpressions.Regex.IsMatch(rollout.Text, \"(a+)+\", default, TimeSpan.FromSeconds(1))")]
    public async Task A_pattern_that_may_search_for_ever_is_told(string right) => await Recipes.CheckAsync($$"""
        public sealed class Own : IReward<MathProblem>
        {
            public ValueTask<Verdict> JudgeAsync(MathProblem problem, Rollout rollout, CancellationToken cancellationToken) =>
                new(Verdict.Of({{right}}));
        }
        """);

    [Theory]
    [InlineData("await {|KIMI8006:client.GetStringAsync(address)|}")]
    [InlineData("await {|KIMI8006:client.GetStringAsync(address)|}.ConfigureAwait(false)")]
    [InlineData("await client.GetStringAsync(address, cancellationToken)")]
    [InlineData("await System.IO.File.ReadAllTextAsync(rollout.Text)")]
    [InlineData("await Task.FromResult(rollout.Text)")]
    public async Task A_call_that_goes_on_after_its_time_is_told(string reply) => await Recipes.CheckAsync($$"""
        public sealed class Own(System.Net.Http.HttpClient client) : IReward<MathProblem>
        {
            public async ValueTask<Verdict> JudgeAsync(MathProblem problem, Rollout rollout, CancellationToken cancellationToken)
            {
                var address = new Uri("http://judge/" + rollout.Text);
                _ = client.BaseAddress ?? address;
                return Verdict.Of({{reply}} == problem.Answer);
            }
        }
        """);

    [Theory]
    [InlineData("while (true)", "{|KIMI8006:catch (Exception) { await Task.Delay(1, CancellationToken.None); }|}")]
    [InlineData("for (;;)", "{|KIMI8006:catch { await Task.Yield(); }|}")]
    [InlineData("while (true)", "catch (System.Net.Http.HttpRequestException) { await Task.Yield(); }")]
    [InlineData("while (true)", "catch (Exception) { await Task.Delay(1, cancellationToken); }")]
    [InlineData("for (var attempt = 0; ; attempt++)", "catch (Exception) when (attempt < 3) { await Task.Yield(); }")]
    [InlineData("for (var attempt = 0; ; attempt++)", "catch (Exception) { if (attempt > 3) throw; }")]
    public async Task Who_tries_for_ever_is_told(string loop, string caught) => await Recipes.CheckAsync($$"""
        public sealed class Own(System.Net.Http.HttpClient client) : IReward<MathProblem>
        {
            public async ValueTask<Verdict> JudgeAsync(MathProblem problem, Rollout rollout, CancellationToken cancellationToken)
            {
                {{loop}}
                {
                    try
                    {
                        return Verdict.Of(await client.GetStringAsync("http://judge/" + rollout.Text, cancellationToken) == problem.Answer);
                    }
                    {{caught}}
                }
            }
        }
        """);

    [Theory]
    [InlineData("public", "{|KIMI8006:System.Threading.Thread.Sleep(1)|}")]
    [InlineData("internal", "System.Threading.Thread.Sleep(1)")]
    public async Task A_tool_does_not_block_either(string access, string statement) => await Recipes.CheckAsync($$"""
        public sealed class Tools
        {
            [System.ComponentModel.Description("Waits.")]
            {{access}} int Wait(int seconds) { {{statement}}; return seconds; }
        }
        """);

    [Theory]
    [InlineData("await gate.WaitAsync(cancellationToken); var said = await Task.FromResult(rollout.Text); {|KIMI8006:gate.Release()|};")]
    [InlineData("var said = rollout.Text; await gate.WaitAsync(cancellationToken); try { said = await Task.FromResult(said); } finally { gate.Release(); }")]
    [InlineData("var said = rollout.Text; await gate.WaitAsync(cancellationToken); gate.Release();")]
    [InlineData("var said = await Task.FromResult(rollout.Text); gate.Release();")]
    public async Task A_place_that_is_given_back_only_where_nothing_throws_is_told(string body) => await Recipes.CheckAsync($$"""
        public sealed class Own(SemaphoreSlim gate) : IReward<MathProblem>
        {
            public async ValueTask<Verdict> JudgeAsync(MathProblem problem, Rollout rollout, CancellationToken cancellationToken)
            {
                await Task.Delay(0, cancellationToken);
                {{body}}
                return Verdict.Of(said == problem.Answer);
            }
        }
        """);

    [Theory]
    [InlineData("_ = {|KIMI8006:client.PostAsync(\"http://log/\", null, cancellationToken)|};")]
    [InlineData("_ = await client.PostAsync(\"http://log/\", null, cancellationToken);")]
    public async Task A_call_that_nobody_awaits_is_told(string call) => await Recipes.CheckAsync($$"""
        public sealed class Own(System.Net.Http.HttpClient client) : IReward<MathProblem>
        {
            public async ValueTask<Verdict> JudgeAsync(MathProblem problem, Rollout rollout, CancellationToken cancellationToken)
            {
                await Task.Delay(0, cancellationToken);
                {{call}}
                return Verdict.Of(rollout.Text == problem.Answer);
            }
        }
        """);
}
