using System.Text.Json;
using Kimi.Dsl;

namespace Kimi.Runtime.Code;

/// <summary>Tests that call a function: only its arguments go into the box, and its result is compared outside.</summary>
/// <param name="runs">Runs the program.</param>
/// <param name="problem">The problem.</param>
/// <param name="calls">Its tests.</param>
internal sealed class CallTests(ProgramRuns runs, CodeProblem problem, CodeTests.Calls calls) : CaseTests(runs, problem)
{
    protected override IReadOnlyList<string> Inputs { get; } = [.. calls.Tests.Select(test => OneLine(test.Arguments))];

    /// <summary>What is wrong with a test; null for nothing.</summary>
    /// <param name="test">The test.</param>
    public static string? Trouble(CallTest test)
    {
        try
        {
            using var arguments = JsonDocument.Parse(test.Arguments);
            using var result = JsonDocument.Parse(test.Result);
            return arguments.RootElement.ValueKind == JsonValueKind.Array ? null : $"the arguments '{test.Arguments}' of a call are no JSON array";
        }
        catch (JsonException)
        {
            return $"the arguments '{test.Arguments}' or the result '{test.Result}' of a call are no JSON";
        }
    }

    protected override string Source(string program) => PythonSource.Call(program, calls.Function, isPlain: true);

    protected override async Task<CodeOutcome> JudgeAsync(int test, string output, CancellationToken cancellationToken)
    {
        var answer = CallAnswer.Read(output.TrimEnd('\n'));
        if (answer.Failure is { } failure)
            return failure;
        var (arguments, expected) = calls.Tests[test];
        var isRight = Problem.Comparison is OutputComparison.Checker checker
            ? await IsRightAsync(checker, arguments, expected, answer.Value!.Value.GetRawText(), cancellationToken).ConfigureAwait(false)
            : IsSame(expected, answer.Value!.Value);
        return isRight ? CodeOutcome.Accepted : CodeOutcome.WrongAnswer;
    }

    private bool IsSame(string expected, JsonElement result)
    {
        using var json = JsonDocument.Parse(expected);
        return OutputComparer.IsSameJson(Problem.Comparison, json.RootElement, result);
    }

    private static string OneLine(string json) => json.ReplaceLineEndings(" ") + "\n";
}
