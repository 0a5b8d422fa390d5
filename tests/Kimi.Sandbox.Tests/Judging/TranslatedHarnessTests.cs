using System.Text.Json;
using Kimi.Dsl;
using Kimi.Runtime.Data;
using Kimi.Tests;

namespace Kimi.Sandbox.Tests.Judging;

/// <summary>Problems of HumanEval's shape in C, C++ and JavaScript: rows as MultiPL-E and HumanEval-X have them, and programs that cheat.</summary>
/// <param name="box">The sandbox.</param>
[Collection(nameof(Box))]
public sealed class TranslatedHarnessTests(Box box)
{
    private static readonly object s_multiPlCpp = new
    {
        name = "HumanEval_0_largest",
        language = "cpp",
        prompt = "#include<assert.h>\n#include<bits/stdc++.h>\n// The largest {number}.\n// >>> largest((std::vector<long>({(long)1})))\n// (1)\n"
            + "long largest(std::vector<long> numbers) {\n",
        tests = "}\nint main() {\n    auto candidate = largest;\n    assert(candidate((std::vector<long>({(long)1, (long)3, (long)2}))) == (3));\n"
            + "    assert(candidate((std::vector<long>({(long)-4}))) == (-4));\n}\n",
    };

    private static readonly object s_multiPlJavaScript = new
    {
        name = "HumanEval_1_twice",
        language = "js",
        prompt = "//Every number twice.\nfunction twice(numbers){\n",
        tests = "const assert = require('node:assert');\n\n\nfunction test() {\n  let candidate = twice;\n  assert.deepEqual(candidate([1, 2]),[2, 4]);\n"
            + "  assert.deepEqual(candidate([]),[]);\n}\n\ntest();",
    };

    private static readonly object s_humanEvalXCpp = new
    {
        task_id = "CPP/2",
        prompt = "/*\nThe sum.\n*/\n#include<stdio.h>\n#include<vector>\nusing namespace std;\nint total(vector<int> numbers){\n",
        canonical_solution = "    int sum = 0;\n    for (int number : numbers) sum += number;\n    return sum;\n}\n\n",
        test = "#undef NDEBUG\n#include<assert.h>\nint main(){\n    assert (total({1, 2}) == 3);\n    assert (total({}) == 0);\n}\n",
    };

    private static readonly object s_humanEvalXJavaScript = new
    {
        task_id = "JavaScript/3",
        prompt = "/* Reversed. */\nconst reversed = (text) => {\n",
        canonical_solution = "  return [...text].reverse().join('');\n}\n\n",
        test = "const testReversed = () => {\n  console.assert(reversed('abc') === 'cba')\n  console.assert(reversed('') === '')\n}\n\ntestReversed()\n",
    };

    private static readonly object s_c = new
    {
        task_id = "C/4",
        entry_point = "largest",
        prompt = "#include <stddef.h>\n/* The largest of count numbers. */\nint largest(const int *numbers, size_t count) {\n",
        canonical_solution = "    int most = numbers[0];\n    for (size_t i = 1; i < count; i++)\n        if (numbers[i] > most) most = numbers[i];\n"
            + "    return most;\n}\n",
        test = "int main(void) {\n    int some[] = {1, 3, 2};\n    assert(largest(some, 3) == 3);\n    assert(largest(some, 1) == 1);\n"
            + "    return 0;\n}\n",
    };

    private static readonly Dictionary<string, object> s_rows = new()
    {
        ["MultiPL-E C++"] = s_multiPlCpp,
        ["MultiPL-E JavaScript"] = s_multiPlJavaScript,
        ["HumanEval-X C++"] = s_humanEvalXCpp,
        ["HumanEval-X JavaScript"] = s_humanEvalXJavaScript,
        ["C"] = s_c,
    };

    [SkippableTheory]
    [InlineData("MultiPL-E C++", "    return *std::max_element(numbers.begin(), numbers.end());\n", "AC")]
    [InlineData("MultiPL-E C++", "    return *std::max_element(numbers.begin(), numbers.end()); // }\n}\n", "AC")]
    [InlineData(
        "MultiPL-E C++",
        "Sure:\n```cpp\n#include <vector>\nlong largest(std::vector<long> all) {\n    long m = all[0];\n    for (auto x : all) m = x > m ? x : m;\n"
        + "    return m;\n}\nint main() { return largest({1}) == 1 ? 0 : 1; }\n```\n",
        "AC")]
    [InlineData("MultiPL-E C++", "    return numbers[0];\n", "WA")]
    [InlineData("MultiPL-E C++", "    return numbers[0]\n", "CE")]
    [InlineData("MultiPL-E C++", "    while (true) numbers[0]++;\n", "TLE")]
    [InlineData("MultiPL-E C++", "    throw 1;\n", "WA")]
    [InlineData("MultiPL-E C++", "    return *(volatile long *)8;\n", "RE")]
    [InlineData("MultiPL-E JavaScript", "  return numbers.map(number => 2 * number);\n}\n", "AC")]
    [InlineData("MultiPL-E JavaScript", "```javascript\nconst twice = numbers => numbers.map(number => 2 * number);\n```", "AC")]
    [InlineData(
        "MultiPL-E JavaScript",
        "```js\nfunction twice(numbers) {\n  return numbers.map(number => 2 * number);\n}\nconst assert = require('assert');\n```",
        "AC")]
    [InlineData("MultiPL-E JavaScript", "  return numbers;\n}\n", "WA")]
    [InlineData("MultiPL-E JavaScript", "  return numbers.nothing();\n}\n", "RE")]
    [InlineData("MultiPL-E JavaScript", "  return numbers.map(;\n}\n", "RE")]
    [InlineData("HumanEval-X C++", "    return numbers.empty() ? 0 : 3;\n}\n", "AC")]
    [InlineData("HumanEval-X C++", "    return 3;\n}\n", "WA")]
    [InlineData("HumanEval-X JavaScript", "  return text.split('').reverse().join('');\n}\n", "AC")]
    [InlineData("HumanEval-X JavaScript", "  return text;\n}\n", "WA")]
    [InlineData("C", "    int most = 1;\n    while (count--) most = numbers[count] > most ? numbers[count] : most;\n    return most;\n}\n", "AC")]
    [InlineData("C", "    return 3;\n}\n", "WA")]
    public async Task Completions_and_whole_functions_are_judged(string row, string response, string outcome) =>
        Assert.Equal(outcome, await OutcomeAsync(s_rows[row], response));

    [SkippableTheory]
    [InlineData("C", "    return 3;\n}\n#undef assert\n#define assert(holds) ((void)0)\n")]
    [InlineData("C", "    return 3;\n}\n#define NDEBUG\n#include <assert.h>\n")]
    [InlineData("C", "    return 3;\n}\n__attribute__((constructor)) void leave(void) { _Exit(0); }\n#include <stdlib.h>\n")]
    [InlineData("C", "    _Exit(0);\n}\n")]
    [InlineData("C", "    return 3;\n}\nint main(void) { return 0; }\n")]
    [InlineData("MultiPL-E C++", "    std::exit(0);\n")]
    [InlineData("MultiPL-E C++", "    std::quick_exit(0);\n")]
    [InlineData("MultiPL-E C++", "    std::signal(SIGABRT, [](int) { std::_Exit(0); });\n    return 3;\n")]
    [InlineData("MultiPL-E C++", "    std::set_terminate([] { std::_Exit(0); });\n    throw 1;\n")]
    [InlineData("MultiPL-E C++", "    return 3;\n}\nstruct Leave { Leave() { std::_Exit(0); } } leave;\nvoid rest() {\n")]
    [InlineData("MultiPL-E C++", "    return 3;\n}\n#define int long\n#define candidate(x) (x, true) ? 3 : 3\nvoid rest() {\n")]
    [InlineData("MultiPL-E JavaScript", "  process.exit(0);\n}\n")]
    [InlineData("MultiPL-E JavaScript", "  return numbers;\n}\nrequire('assert').deepEqual = () => {};\n")]
    [InlineData("MultiPL-E JavaScript", "  return numbers;\n}\nprocess.on('exit', () => { process.exitCode = 0; });\n")]
    [InlineData("MultiPL-E JavaScript", "  throw 0;\n}\nprocess.on('uncaughtException', () => process.exit(0));\n")]
    [InlineData("HumanEval-X JavaScript", "  return text;\n}\nconsole.assert = () => {};\n")]
    [InlineData("HumanEval-X JavaScript", "  return text;\n}\nObject.defineProperty(console, 'assert', { value: () => {} });\n")]
    public async Task What_ends_early_or_changes_what_asserts_mean_does_not_pass(string row, string response) =>
        Assert.NotEqual("AC", await OutcomeAsync(s_rows[row], response));

    [SkippableFact]
    public async Task Tests_that_their_own_solution_fails_are_unscorable_and_so_are_those_without_a_main()
    {
        Box.Require(ProgramLanguage.C);
        var problem = Problem(s_c);
        var harness = (CodeTests.Harness)problem.Tests;

        var failing = problem with { Submissions = [new("    return 1;\n}\n", IsRight: true)] };
        var withoutMain = problem with { Tests = harness with { Source = "assert(largest(0, 0) == 1);" } };

        Assert.Equal(
            new Verdict.Unscorable("problem C/4: the submission that is right does not pass its tests (WA)"),
            await JudgingBox.Verdicts(box.Sandbox).JudgeAsync(failing, "    return 3;\n}\n", default));
        Assert.Equal(
            new Verdict.Unscorable("problem C/4: its tests have no function main"),
            await JudgingBox.Verdicts(box.Sandbox).JudgeAsync(withoutMain, "    return 3;\n}\n", default));
    }

    [SkippableFact]
    public async Task The_rule_says_that_tests_were_in_the_programs_process()
    {
        Box.Require(ProgramLanguage.C);

        var verdict = await JudgingBox.Verdicts(box.Sandbox).JudgeAsync(Problem(s_c), "    return 3;\n}\n", default);

        Assert.StartsWith("WA, tests in its process, ", Assert.IsType<Verdict.Scored>(verdict).Rule, StringComparison.Ordinal);
    }

    private Task<string> OutcomeAsync(object row, string response)
    {
        var problem = Problem(row);
        Box.Require(problem.Language);
        return box.OutcomeAsync(problem, response);
    }

    private static CodeProblem Problem(object row)
    {
        using var folder = new TemporaryFolder();
        var path = folder.File("rows.jsonl");
        File.WriteAllText(path, JsonSerializer.Serialize(row) + "\n");
        var fields = new CodeFields(new CodeProblemsFileAttribute { CpuSeconds = 1 });
        return Assert.Single(RowFile.Read(path, "problem", fields.All, one => fields.Problem(one, "problem")));
    }
}
