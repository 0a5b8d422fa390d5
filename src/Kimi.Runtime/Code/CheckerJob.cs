using System.Globalization;
using System.Text.Json;
using Kimi.Dsl;

namespace Kimi.Runtime.Code;

/// <summary>Runs of checker programs.</summary>
internal static class CheckerJob
{
    /// <summary>The run of a checker.</summary>
    /// <param name="checker">The checker.</param>
    /// <param name="limits">What it may use.</param>
    /// <param name="input">The test's input.</param>
    /// <param name="expected">What the test expects.</param>
    /// <param name="output">What the program gave.</param>
    public static SandboxJob Of(OutputComparison.Checker checker, SandboxLimits limits, string input, string expected, string output) => new()
    {
        Language = checker.Language,
        Source = checker.Source,
        Inputs = [JsonSerializer.SerializeToUtf8Bytes(new { input, expected, output })],
        Limits = limits,
    };

    /// <summary>How a checker ended that gave no verdict.</summary>
    /// <param name="run">Its run.</param>
    public static string Describe(ProgramRun run) =>
        run.ExitCode is { } code ? string.Create(CultureInfo.InvariantCulture, $"code {code}") : run.Failure!.Value.Abbreviation();
}
