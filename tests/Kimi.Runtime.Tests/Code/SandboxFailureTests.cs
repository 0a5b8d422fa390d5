using Kimi.Dsl;
using Kimi.Runtime.Code;
using Microsoft.Extensions.Logging;

namespace Kimi.Runtime.Tests.Code;

/// <summary>A sandbox that fails is held against no program, and a program that makes it fail does not escape.</summary>
public sealed class SandboxFailureTests
{
    private static readonly CodeProblem s_problem = Judging.Sum(("1", "1"), ("2", "1"), ("3", "1"));

    [Fact]
    public async Task A_failure_is_told_and_the_program_is_run_again()
    {
        var (failures, log) = (0, new Lines());
        var sandbox = new ScriptedSandbox((_, input) =>
            input == "2" && failures++ == 0 ? new RunOutcome.SandboxFault("killed") : ScriptedSandbox.Printed("1"));

        Assert.Equal("AC, Postfix 1", await RuleAsync(sandbox, log));
        Assert.Equal(["the sandbox failed (killed), which says nothing of the program: it is run again"], log.All);
    }

    [Fact]
    public async Task A_program_that_ends_its_sandbox_each_time_is_a_runtime_error_since_others_run_between()
    {
        var log = new Lines();
        var sandbox = new ScriptedSandbox((job, input) =>
            job.Source == "kill" && input == "2" ? new RunOutcome.SandboxFault("gone") : ScriptedSandbox.Printed("1"));

        Assert.Equal("RE on test 2, Postfix 1", await RuleAsync(sandbox, log));
        Assert.Equal("a program ended its sandbox 6 times, between which others ran: it counts as a runtime error", log.All[^1]);
    }

    [Theory]
    [InlineData(2, "AC, Postfix 1")]
    [InlineData(5, "AC, Postfix 1")]
    [InlineData(6, "RE on test 2, Postfix 1")]
    public async Task A_program_that_was_killed_is_run_again_since_its_sandbox_may_have_been(int times, string rule)
    {
        var kills = 0;
        var sandbox = new ScriptedSandbox((_, input) => input == "2" && kills++ < times
            ? new RunOutcome.Signalled(9, default, ScriptedSandbox.Nothing)
            : ScriptedSandbox.Printed("1"));

        Assert.Equal(rule, await RuleAsync(sandbox, new()));
    }

    [Fact]
    public async Task A_sandbox_that_fails_whatever_it_runs_is_a_fault()
    {
        var sandbox = new ScriptedSandbox((_, _) => new RunOutcome.SandboxFault("no room"));

        Assert.Equal(new Verdict.Fault("SandboxFault", "no room"), await Judging.JudgeAsync(s_problem, "kill", sandbox));
    }

    [Fact]
    public async Task A_sandbox_that_throws_or_says_too_little_has_failed()
    {
        var throwing = new ScriptedSandbox((_, _) => throw new HttpRequestException("connection refused"));
        Assert.Equal(new Verdict.Fault("SandboxFault", "connection refused"), await Judging.JudgeAsync(s_problem, "1", throwing));

        var verdict = Assert.IsType<Verdict.Fault>(await Judging.JudgeAsync(s_problem, "1", new Silent(), new() { ParallelTests = 1 }));
        Assert.Equal("it gave 0 outcomes for 3 inputs", verdict.Message);
    }

    [Fact]
    public async Task A_sandbox_killed_at_random_gives_every_program_its_verdict_or_a_fault()
    {
        var random = new Random(7);
        var gate = new Lock();
        var sandbox = new ScriptedSandbox((job, _) =>
        {
            lock (gate)
            {
                if (random.NextDouble() < 0.05)
                    return new RunOutcome.SandboxFault("killed");
            }

            return ScriptedSandbox.Printed(job.Source == "wrong" ? "2" : "1");
        });

        // 5% of runs fail; a right program is blamed only after six failures in a row.
        foreach (var i in Enumerable.Range(0, 300))
        {
            var isRight = i % 2 == 0;
            var verdict = await Judging.JudgeAsync(s_problem, isRight ? "right" : "wrong", sandbox);
            Assert.True(verdict is Verdict.Fault || verdict is Verdict.Scored scored && scored.Value == (isRight ? 1 : 0), $"{i}: {verdict}");
        }
    }

    private static async Task<string> RuleAsync(ISandbox sandbox, Lines log)
    {
        var judge = new CodeJudge(Judging.Runs(sandbox, log), parallelTests: 1);
        var result = await judge.JudgeAsync(s_problem, "kill", allTests: false, default);
        var version = CodeJudge.Version(await judge.CapabilitiesAsync(default), ProgramLanguage.Postfix);
        return result.Outcome.Abbreviation() + (result.Test is { } test ? $" on test {test}" : "") + ", " + version;
    }

    private sealed class Silent : ISandbox
    {
        public ValueTask<SandboxCapabilities> CapabilitiesAsync(CancellationToken cancellationToken) => new(new SandboxCapabilities(
            "silent", SandboxIsolation.Remote, MemoryBound.Remote, new Dictionary<ProgramLanguage, string> { [ProgramLanguage.Postfix] = "1" }));

        public async IAsyncEnumerable<RunOutcome> RunAsync(
            SandboxJob job, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
        {
            await Task.CompletedTask;
            yield break;
        }
    }

    private sealed class Lines : ILogger<ProgramRuns>
    {
        internal List<string> All { get; } = [];

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            All.Add(formatter(state, exception));
    }
}
