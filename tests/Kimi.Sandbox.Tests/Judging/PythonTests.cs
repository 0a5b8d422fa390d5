using Kimi.Dsl;
using Kimi.Runtime.Code;

namespace Kimi.Sandbox.Tests.Judging;

/// <summary>Calls and harnesses in Python, with programs that try to pass without solving anything.</summary>
/// <param name="box">The sandbox.</param>
[Collection(nameof(Box))]
public sealed class PythonTests(Box box)
{
    private static readonly CodeProblem s_harness = new()
    {
        Id = "add",
        Prompt = "add",
        Language = ProgramLanguage.Python,
        Tests = new CodeTests.Harness(
            "add",
            "from typing import List\n\ndef double(x):\n    return 2 * x\n\ndef add(a, b):\n    \"\"\" Adds. \"\"\"\n",
            "def check(candidate):\n    assert candidate(1, 2) == 3, 'with ' + str(candidate(5, 5))\n    assert abs(candidate(0.5, 0.25) - 0.75) < 1e-6\n"
            + "    assert candidate([1], [2]) == [1, 2]\n    assert add(double(2), b=1) == 5\n"
            + "    try:\n        candidate(1, 'a')\n        assert False\n    except TypeError:\n        pass\n"),
        Submissions = [new("    return a + b\n", IsRight: true)],
    };

    [SkippableTheory]
    [InlineData("    return x\n", "AC")]
    [InlineData("def same(x):\n    return helper(x)\n", "AC")]
    [InlineData("def same(x):\n    return x[0]\n", "WA")]
    public async Task A_prompt_may_have_no_body_and_values_may_be_deep(string response, string outcome)
    {
        var deep = new CodeTests.Harness(
            "same", "def helper(x):\n    return x\n\ndef same(x):\n",
            "def check(candidate):\n    x = []\n    for i in range(200): x = [x, (i,)]\n    assert candidate(x) == x\n");

        Assert.Equal(outcome, await ScoreAsync(s_harness with { Tests = deep, Submissions = [new("    return x\n", IsRight: true)] }, response));
    }

    [SkippableTheory]
    [InlineData("    return a + b\n", "AC")]
    [InlineData("```python\ndef add(a, b):\n    return b.__radd__(a) if isinstance(a, float) else a + b\n```", "AC")]
    [InlineData("    return a + b + 1e-9 if isinstance(a, float) else a + b\n", "AC")]
    [InlineData("    print('noise')\n    return a + b\n", "AC")]
    [InlineData("    return None\n", "WA")]
    [InlineData("    pass\n", "WA")]
    [InlineData("    return a - b\n", "WA")]
    [InlineData("    return a +\n", "CE")]
    [InlineData("    return (a + b, )\n", "WA")]
    [InlineData("def other(a, b):\n    return a + b\n", "WA")]
    [InlineData("def add(a, b):\n    return undefined\n", "RE")]
    [InlineData("import sys\nsys.exit(0)\n", "RE")]
    [InlineData("    import os\n    os._exit(0)\n", "WA")]
    [InlineData("    import os\n    os._exit(3)\n", "RE")]
    public async Task A_harness_judges_results(string response, string outcome) =>
        Assert.Equal(outcome, await ScoreAsync(s_harness, response));

    [SkippableTheory]
    [InlineData(
        "import builtins\nclass Always:\n    def __eq__(self, o): return True\n    def __sub__(self, o): return 0\n"
        + "def add(a, b):\n    return Always()\n")]
    [InlineData("class Same(int):\n    def __eq__(self, o): return True\n    __hash__ = int.__hash__\ndef add(a, b):\n    return Same(7)\n")]
    [InlineData("import os, sys\nos.write(1, b'{\"end\": \"passed\"}\\n')\nos.write(2, b'{\"end\": \"passed\"}\\n')\nos._exit(0)\n")]
    [InlineData("import sys\nsys.stdout.write('{\"value\": 3}\\n' * 5)\nsys.stdout.flush()\ndef add(a, b):\n    return 0\n")]
    [InlineData(
        "import os\nfor fd in range(3, 30):\n    try:\n        os.write(fd, b'{\"end\": \"passed\"}\\n')\n"
        + "    except OSError:\n        pass\nos._exit(0)\n")]
    [InlineData(
        "import builtins, sys, gc\ndef add(a, b):\n    for o in gc.get_objects():\n"
        + "        if isinstance(o, dict) and 'check' in o: o['check'] = lambda c: None\n    return 1\n")]
    [InlineData("import json\njson.dumps = lambda *a, **k: '{\"end\": \"passed\"}'\ndef add(a, b):\n    return 1\n")]
    [InlineData(
        "import sys\nframe = sys._getframe()\nwhile frame.f_back: frame = frame.f_back\nprint(frame.f_globals)\n"
        + "frame.f_globals['_main'] = None\ndef add(a, b):\n    return 1\n")]
    [InlineData("def check(candidate):\n    pass\ndef add(a, b):\n    return 1\n")]
    public async Task A_program_that_cheats_changes_only_its_own_results(string program) => Assert.NotEqual("AC", await ScoreAsync(s_harness, program));

    [SkippableFact]
    public async Task A_harness_is_recorded_once_and_its_own_solution_needs_no_second_look()
    {
        Box.Require(ProgramLanguage.Python);
        var runs = new List<string>();
        var judge = new CodeJudge(JudgingBox.Runs(new Counting(box.Sandbox, runs)), 1);

        Assert.Equal(CodeOutcome.Accepted, (await judge.JudgeAsync(s_harness, "    return a + b\n", false, default)).Outcome);
        Assert.Equal(["tests", "program"], runs);
        Assert.Equal(CodeOutcome.WrongAnswer, (await judge.JudgeAsync(s_harness, "    return 1\n", false, default)).Outcome);

        // The message of the assertion that fails calls once more.
        Assert.Equal(["tests", "program", "program", "tests", "program", "tests"], runs);
    }

    [SkippableFact]
    public async Task Tests_that_their_own_solution_fails_are_unscorable()
    {
        Box.Require(ProgramLanguage.Python);
        var problem = s_harness with { Submissions = [new("    return a - b\n", IsRight: true)] };

        Assert.Equal(
            "problem add: the submission that is right does not pass its tests",
            Assert.IsType<Verdict.Unscorable>(await JudgingBox.Verdicts(box.Sandbox).JudgeAsync(problem, "    return a + b\n", default)).Why);
    }

    [SkippableFact]
    public async Task A_harness_without_a_right_solution_is_unscorable()
    {
        Box.Require(ProgramLanguage.Python);
        Assert.Equal(
            "problem add: its harness needs a submission that is right, to record what it calls",
            Assert.IsType<Verdict.Unscorable>(await JudgingBox.Verdicts(box.Sandbox).JudgeAsync(s_harness with { Submissions = [] }, "1", default)).Why);
    }

    [SkippableTheory]
    [InlineData("def f(a, b):\n    return a, {b: {3, 1}}\n", "AC")]
    [InlineData("class Solution:\n    def f(self, a, b):\n        return [1.0, {'x': [1, 3]}]\n", "AC")]
    [InlineData("def f(a, b):\n    return [1, {'x': [3, 1]}]\n", "WA on test 1")]
    [InlineData("def f(a, b):\n    return object()\n", "RE on test 1")]
    [InlineData("def f(a, b):\n    return float('nan')\n", "RE on test 1")]
    [InlineData("def f(a):\n    return 1\n", "RE on test 1")]
    [InlineData("def g(a):\n    return 1\n", "RE on test 1")]
    [InlineData("def f(a\n", "CE")]
    [InlineData("import os\nos.write(1, b'{\"value\": [1, {\"x\": [1, 3]}]}')\nos._exit(0)\n", "WA on test 1")]
    public async Task Calls_send_arguments_and_compare_results_outside(string program, string rule)
    {
        // What the last one writes is dropped, as all that programs print is.
        var problem = s_harness with { Tests = new CodeTests.Calls("f", [new("""[1, "x"]""", """[1, {"x": [1, 3]}]""")]) };

        Assert.Equal(rule, await ScoreAsync(problem, program));
    }

    [SkippableFact]
    public async Task Numbers_in_results_may_have_a_tolerance()
    {
        var problem = s_harness with
        {
            Tests = new CodeTests.Calls("f", [new("[]", "[0.3, 1000000]")]),
            Comparison = new OutputComparison.Numbers(1e-6),
        };

        Assert.Equal("AC", await ScoreAsync(problem, "def f():\n    return [0.1 + 0.2, 1000000.5]\n"));
        Assert.Equal("WA on test 1", await ScoreAsync(problem, "def f():\n    return [0.1 + 0.2, 1000002]\n"));
    }

    private Task<string> ScoreAsync(CodeProblem problem, string response)
    {
        Box.Require(ProgramLanguage.Python);
        return box.OutcomeAsync(problem, response);
    }

    private sealed class Counting(ISandbox sandbox, List<string> runs) : ISandbox
    {
        public ValueTask<SandboxCapabilities> CapabilitiesAsync(CancellationToken cancellationToken) => sandbox.CapabilitiesAsync(cancellationToken);

        public IAsyncEnumerable<RunOutcome> RunAsync(SandboxJob job, CancellationToken cancellationToken)
        {
            runs.Add(job.Source.Contains("_examine", StringComparison.Ordinal) ? "tests" : "program");
            return sandbox.RunAsync(job, cancellationToken);
        }
    }
}
