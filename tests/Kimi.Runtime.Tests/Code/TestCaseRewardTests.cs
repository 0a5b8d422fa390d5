using Kimi.Dsl;
using Kimi.Runtime.Tests.Execution;
using Kimi.Tests;

namespace Kimi.Runtime.Tests.Code;

/// <summary>What tests say of programs, as verdicts. Its programs are in the postfix language, which needs nothing installed.</summary>
public sealed class TestCaseRewardTests : IDisposable
{
    private static readonly CodeProblem s_sum = Judging.Sum(("1 2", "6\n"), ("0 0", "0\n"), ("-1 4", "6\n"), ("10 5", "30\n"));

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("x y + 2 *", 1, "AC, Postfix 1")]
    [InlineData("x 2 * y 2 * +", 1, "AC, Postfix 1")]
    [InlineData("x y + dup *", 0, "WA on test 1, Postfix 1")]
    [InlineData("x y + 3 *", 0, "WA on test 1, Postfix 1")]
    [InlineData("x y max 3 *", 0, "WA on test 3, Postfix 1")]
    [InlineData("x y + 2", 0, "RE on test 1, Postfix 1")]
    [InlineData("x y + 2 * 6 x / drop", 0, "RE on test 2, Postfix 1")]
    [InlineData("x y plus", 0, "CE, Postfix 1")]
    [InlineData("", 0, "CE, Postfix 1")]
    public async Task The_first_test_that_fails_decides(string program, double value, string rule)
    {
        Assert.Equal((value, rule), await Judging.ScoreAsync(s_sum, program));
        Assert.Equal((value, rule), await Judging.ScoreAsync(s_sum, program, options: new() { ParallelTests = 1 }));
        Assert.Equal((value, rule), await Judging.ScoreAsync(s_sum, program, options: new() { ParallelTests = 4 }));
    }

    [Fact]
    public async Task Limits_have_outcomes_of_their_own()
    {
        RunOutcome Reached(SandboxLimit limit) => new RunOutcome.LimitReached(limit, ScriptedSandbox.Nothing);
        async Task<string> RuleAsync(RunOutcome outcome) => (await Judging.ScoreAsync(s_sum, "1", new ScriptedSandbox((_, _) => outcome))).Rule.Split(' ')[0];

        Assert.Equal("TLE", await RuleAsync(Reached(SandboxLimit.CpuTime)));
        Assert.Equal("TLE", await RuleAsync(Reached(SandboxLimit.WallTime)));
        Assert.Equal("MLE", await RuleAsync(Reached(SandboxLimit.Memory)));
        Assert.Equal("MLE", await RuleAsync(Reached(SandboxLimit.Disk)));
        Assert.Equal("OLE", await RuleAsync(Reached(SandboxLimit.Output)));
        Assert.Equal("RE", await RuleAsync(new RunOutcome.Signalled(11, default, ScriptedSandbox.Nothing)));
        Assert.Equal("CE,", await RuleAsync(new RunOutcome.CompileError("what?")));
    }

    [Theory]
    [InlineData("x y + 2 *", 1, "AC, Postfix 1")]
    [InlineData("6", 0.5, "WA on test 2, Postfix 1")]
    [InlineData("x 6 *", 0.5, "WA on test 3, Postfix 1")]
    [InlineData("x y + 2 * 6 x / drop", 0.75, "RE on test 2, Postfix 1")]
    [InlineData("nonsense", 0, "CE, Postfix 1")]
    public async Task Shares_of_tests_are_an_option(string program, double value, string rule) =>
        Assert.Equal((value, rule), await Judging.ScoreAsync(s_sum, program, options: new() { Shares = true }));

    [Fact]
    public async Task Judging_ends_at_the_first_failure_unless_shares_count()
    {
        var problem = Judging.Sum([.. Enumerable.Range(0, 50).Select(i => ($"{i} 0", i == 3 ? "no" : "1"))]);
        var sandbox = new ScriptedSandbox((_, _) => ScriptedSandbox.Printed("1"));

        Assert.Equal((0.0, "WA on test 4, Postfix 1"), await Judging.ScoreAsync(problem, "1", sandbox, new() { ParallelTests = 1, TimeLimitSeconds = 5_000 }));
        Assert.Equal(4, sandbox.Runs);
        Assert.Equal((0.98, "WA on test 4, Postfix 1"), await Judging.ScoreAsync(problem, "1", sandbox, new() { Shares = true, TimeLimitSeconds = 5_000 }));
        Assert.Equal(54, sandbox.Runs);
    }

    [Fact]
    public async Task The_earliest_failure_decides_though_a_later_one_is_there_first()
    {
        var problem = Judging.Sum(("first", "1"), ("second", "1"));
        using var secondIsJudged = new ManualResetEventSlim();
        var sandbox = new ScriptedSandbox((_, input) =>
        {
            if (input == "first")
                secondIsJudged.Wait();
            else
                secondIsJudged.Set();
            return input == "first" ? new RunOutcome.LimitReached(SandboxLimit.Memory, ScriptedSandbox.Nothing) : ScriptedSandbox.Printed("2");
        });

        Assert.Equal((0.0, "MLE on test 1, Postfix 1"), await Judging.ScoreAsync(problem, "1", sandbox));
    }

    [Fact]
    public async Task A_problem_without_tests_is_unscorable_and_so_is_a_language_that_the_sandbox_lacks()
    {
        Assert.Equal("problem sum: it has no tests", Assert.IsType<Verdict.Unscorable>(await Judging.JudgeAsync(Judging.Sum(), "1")).Why);
        Assert.Equal(
            "problem sum: the sandbox, postfix interpreter, runs no Cpp, but Postfix",
            Assert.IsType<Verdict.Unscorable>(await Judging.JudgeAsync(s_sum with { Language = ProgramLanguage.Cpp }, "1")).Why);
    }

    [Theory]
    [InlineData(2, 9, true)]
    [InlineData(2, 8, false)]
    [InlineData(4, 9, false)]
    public async Task Tests_must_fit_the_rewards_own_time(int parallel, int tests, bool isTold)
    {
        // 10 s of CPU time are up to 52 s by the clock; five of them one after the other, and one that is tried again, are 312 s.
        var problem = Judging.Sum(Enumerable.Range(0, tests).Select(i => ($"{i} 0", $"{2 * i}")));

        var verdict = await Judging.JudgeAsync(problem, "x y + 2 *", options: new() { ParallelTests = parallel });

        if (isTold)
        {
            Assert.Equal(
                "problem sum: its tests may take 312 s by their limits, above TimeLimitSeconds 300: raise it to that, or lower the problem's limits",
                Assert.IsType<Verdict.Unscorable>(verdict).Why);
        }
        else
        {
            Assert.Equal(1, Assert.IsType<Verdict.Scored>(verdict).Value);
        }
    }

    [Theory]
    [InlineData("0 1 2\n", "exact", "0 1 2\n", true)]
    [InlineData("0 1 2\n", "exact", "0 1 2", false)]
    [InlineData("0 1 2\n3\n", "lines", "0 1 2  \r\n3\n\n\n", true)]
    [InlineData("0 1 2\n3\n", "lines", "0  1 2\n3", false)]
    [InlineData("0 1 2\n3\n", "tokens", "0  1\n2 3", true)]
    [InlineData("0 1 2\n3\n", "tokens", "0 1 23", false)]
    [InlineData("0.5 yes 1e9", "numbers", "0.5000001 yes 1000000001", true)]
    [InlineData("0.5 yes 1e9", "numbers", "0.5000001 yes 1000002000", false)]
    [InlineData("0.5", "numbers", "nan", false)]
    [InlineData("0.5", "numbers", "0.5 0.5", false)]
    public async Task Outputs_are_compared_as_the_problem_says(string expected, string how, string output, bool isRight)
    {
        OutputComparison comparison = how switch
        {
            "exact" => new OutputComparison.Exact(),
            "lines" => new OutputComparison.Lines(),
            "tokens" => new OutputComparison.Tokens(),
            _ => new OutputComparison.Numbers(1e-6),
        };
        var problem = Judging.Sum(("", expected)) with { Comparison = comparison };

        var (value, _) = await Judging.ScoreAsync(problem, "1", new ScriptedSandbox((_, _) => ScriptedSandbox.Printed(output)));

        Assert.Equal(isRight ? 1 : 0, value);
    }

    [Theory]
    [InlineData(0, "AC, Postfix 1")]
    [InlineData(1, "WA on test 1, Postfix 1")]
    public async Task A_checker_program_decides_in_the_sandbox_too(int code, string rule)
    {
        var problem = Judging.Sum(("in", "out")) with { Comparison = new OutputComparison.Checker(ProgramLanguage.Python, "check") };
        var read = "";
        var sandbox = new ScriptedSandbox((job, input) =>
        {
            if (job.Source != "check")
                return ScriptedSandbox.Printed("other\n");
            read = input;
            return ScriptedSandbox.Printed("", code);
        });

        Assert.Equal(rule, (await Judging.ScoreAsync(problem, "1", sandbox)).Rule);
        Assert.Equal("""{"input":"in","expected":"out","output":"other\n"}""", read);
    }

    [Fact]
    public async Task A_checker_program_that_fails_is_a_fault_and_no_verdict()
    {
        var problem = Judging.Sum(("in", "out")) with { Comparison = new OutputComparison.Checker(ProgramLanguage.Python, "check") };
        var sandbox = new ScriptedSandbox((job, _) => ScriptedSandbox.Printed("other", job.Source == "check" ? 3 : 0));

        Assert.Equal(
            new Verdict.Fault("SandboxFault", "the checker program of problem sum ended by code 3 and not with 0 or 1"),
            await Judging.JudgeAsync(problem, "1", sandbox));
    }

    [Theory]
    [InlineData("x y + 2 *", "x y + 2 *")]
    [InlineData("So:\n```postfix\nx y +\n```\nor better\n```postfix\nx y + 2 *\n```\nDone.", "x y + 2 *")]
    [InlineData("```postfix\nx y + 2 *\n```\n```\nx\n```\n```python\ny\n```", "x y + 2 *")]
    [InlineData("```python\ny\n```\n```\nx y + 2 *\n```", "x y + 2 *")]
    [InlineData("~~~~ postfix {.run}\nx y + 2 *\n~~~~", "x y + 2 *")]
    [InlineData("````postfix\n```\n````", "```")]
    [InlineData("```postfix\nx y + 2 *", "x y + 2 *")]
    [InlineData("  indented", "  indented")]
    public void The_program_is_the_last_block_of_its_language_or_the_whole(string response, string program) =>
        Assert.Equal(program, Runtime.Code.ProgramText.Of(response, ProgramLanguage.Postfix));

    [Fact]
    public async Task A_run_evaluates_by_tests_and_says_pass_at_k()
    {
        var tiny = new TinyRecipe();
        var problems = new Stage<ProblemsAttribute, PromptSet>("Programs", new ProblemsAttribute<Digits> { Count = 4, Split = Split.All });
        var report = new Stage<EvaluateAttribute, IReadOnlyList<Policy>, PromptSet, Evaluation>(
            "Report", new() { MaxResponseTokens = 2, SamplesPerPrompt = 4 }, StageInput.List<Policy>(tiny.Initial), problems)
        { Rewards = [new TestCaseRewardAttribute()] };
        using var host = new TestHost();

        var evaluation = await host.RunAsync(new("code", typeof(TestCaseRewardTests), 1, tiny.Initial, problems, report), report);

        Assert.Equal(4, evaluation.Policies[0].Problems);
        Assert.Contains(4, evaluation.Policies[0].PassAt.Keys);
    }

    /// <summary>Programs that print a digit, which is the prompt.</summary>
    [ImplementationVersion(1)]
    internal sealed class Digits : IProblemSource<CodeProblem>
    {
        public IEnumerable<CodeProblem> Problems(Random random) => Enumerable.Range(0, 10).Select(digit => new CodeProblem
        {
            Id = $"{digit}",
            Prompt = $"{digit}=",
            Language = ProgramLanguage.Postfix,
            Tests = new CodeTests.Streams([new("", $"{digit}\n")]),
        });
    }
}
