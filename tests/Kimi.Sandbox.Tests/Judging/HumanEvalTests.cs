using System.Diagnostics;
using Kimi.Dsl;
using Kimi.Runtime.Data;
using Kimi.Tests;
using Xunit.Abstractions;

namespace Kimi.Sandbox.Tests.Judging;

/// <summary>HumanEval in the sandbox.</summary>
/// <param name="box">The sandbox.</param>
/// <param name="output">What was tried.</param>
[Collection(nameof(Box))]
[Trait("Category", "Data")]
public sealed class HumanEvalTests(Box box, ITestOutputHelper output)
{
    [SkippableFact]
    public async Task Every_canonical_solution_passes_and_no_body_that_returns_none_does()
    {
        Box.Require(ProgramLanguage.Python);
        var problems = Problems();
        var clock = Stopwatch.StartNew();
        var verdicts = JudgingBox.Verdicts(box.Sandbox);

        // Once as a completion, once as a chat's block with the whole function; the second body also passes what stands before it.
        var right = await RulesAsync(problem => problem.Submissions[0].Source);
        var whole = await RulesAsync(problem => $"So:\n```python\n{problem.Prompt.Text}{problem.Submissions[0].Source}\n```\n");
        var none = await RulesAsync(_ => "    return None\n");

        Assert.Equal(164, problems.Count);
        Assert.All(right, entry => Assert.Equal((entry.Id, "AC"), (entry.Id, entry.Rule)));
        Assert.All(whole, entry => Assert.Equal((entry.Id, "AC"), (entry.Id, entry.Rule)));
        Assert.All(none, entry => Assert.True(entry.Rule is "WA" or "RE", $"{entry.Id}: {entry.Rule}"));
        TestData.Tried(output, $"HumanEval: 164 canonical solutions twice, 164 bodies that return None, {clock.Elapsed.TotalSeconds:0} s");

        async Task<List<(string Id, string Rule)>> RulesAsync(Func<CodeProblem, string> response)
        {
            return [.. await Task.WhenAll(problems.Select(async problem =>
            {
                var scored = Assert.IsType<Verdict.Scored>(await verdicts.JudgeAsync(problem, response(problem), default));
                return (problem.Id, scored.Rule.Split(',')[0]);
            }))];
        }
    }

    [SkippableFact]
    public async Task Workers_that_are_killed_at_random_cost_no_program_its_verdict()
    {
        Box.Require(ProgramLanguage.Python);
        var problems = Problems().Take(24).ToList();
        var verdicts = JudgingBox.Verdicts(box.Sandbox);
        using var done = new CancellationTokenSource();
        var random = new Random(3);
        var (kills, ended) = (0, 0);
        var killing = Task.Run(async () =>
        {
            while (!done.IsCancellationRequested)
            {
                await Task.Delay(1);
                // So seldom that no run is hit at each of its tries.
                if (Volatile.Read(ref ended) >= 4 * kills && Box.Zygotes() is [_, ..] alive && TryKill(alive[random.Next(alive.Count)]))
                    kills++;
            }
        });

        var judged = await Task.WhenAll(problems.SelectMany(problem => new[] { true, false }.Select(async isRight =>
        {
            var verdict = await verdicts.JudgeAsync(problem, isRight ? problem.Submissions[0].Source : "    return None\n", default);
            Interlocked.Increment(ref ended);
            return (problem.Id, isRight, Verdict: verdict);
        })));
        await done.CancelAsync();
        await killing;

        Assert.True(kills > 0, "nothing was killed");
        Assert.All(judged, entry => Assert.True(
            entry.Verdict is Verdict.Fault || entry.Verdict is Verdict.Scored scored && scored.Value == (entry.isRight ? 1 : 0),
            $"{entry.Id}, {entry.isRight}: {entry.Verdict}"));
        Assert.Contains(judged, entry => entry.Verdict is Verdict.Scored { Value: 1 });
        TestData.Tried(output, $"{judged.Length} verdicts while {kills} workers were killed: {judged.Count(entry => entry.Verdict is Verdict.Fault)} faults");
    }

    // False where it has ended meanwhile.
    private static bool TryKill(int id)
    {
        try
        {
            using var victim = Process.GetProcessById(id);
            victim.Kill();
            return true;
        }
        catch (Exception exception) when (exception is ArgumentException or InvalidOperationException)
        {
            return false;
        }
    }

    private static List<CodeProblem> Problems()
    {
        var fields = new CodeFields(new() { Layout = CodeLayout.HumanEval });
        return [.. RowFile.Read(TestData.File("humaneval/HumanEval.jsonl.gz"), "problem", fields.All, row => fields.Problem(row, "HumanEval"))];
    }
}
