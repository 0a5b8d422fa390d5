using System.Text.Json;
using Kimi.Dsl;

namespace Kimi.Runtime.Data;

/// <summary>How problems of CodeContests are read.</summary>
/// <param name="language">The language that programs are to be in.</param>
internal sealed class ContestFields(ProgramLanguage language)
{
    private static readonly string[] s_tests = ["public_tests", "private_tests", "generated_tests"];

    // As the set numbers them; Python 2 is another language.
    private static readonly Dictionary<ProgramLanguage, int> s_languages = new() { [ProgramLanguage.Cpp] = 2, [ProgramLanguage.Python] = 3 };

    /// <summary>Makes a problem of a row.</summary>
    /// <param name="row">The row.</param>
    /// <exception cref="FormatException">The row is no problem.</exception>
    public CodeProblem Problem(Row row)
    {
        var limits = new SandboxLimits();
        return new()
        {
            Id = row.Need("name").Filled,
            Prompt = row.Need("description").Filled,
            Language = language,
            Tests = new CodeTests.Streams([.. s_tests.SelectMany(field => Tests(row, field))]),
            Submissions = [.. Submissions(row, "solutions", isRight: true), .. Submissions(row, "incorrect_solutions", isRight: false)],
            Limits = limits with
            {
                CpuSeconds = Seconds(row) is > 0 and var seconds ? seconds : limits.CpuSeconds,
                MemoryBytes = row.Find("memory_limit_bytes") is { IsNull: false } memory && memory.Json.TryGetInt64(out var bytes) && bytes > 0
                    ? bytes
                    : limits.MemoryBytes,
            },
        };
    }

    private static IEnumerable<StreamTest> Tests(Row row, string field)
    {
        var (inputs, outputs) = (row.Find($"{field}.input")?.Texts ?? [], row.Find($"{field}.output")?.Texts ?? []);
        return inputs.Count == outputs.Count
            ? inputs.Zip(outputs, (input, output) => new StreamTest(input, output))
            : throw new FormatException($"its {field} have {inputs.Count} inputs and {outputs.Count} outputs");
    }

    private IEnumerable<Submission> Submissions(Row row, string field, bool isRight)
    {
        var (languages, sources) = (row.Find($"{field}.language")?.Texts ?? [], row.Find($"{field}.solution")?.Texts ?? []);
        return languages.Zip(sources)
            .Where(entry => s_languages.TryGetValue(language, out var number) && entry.First == $"{number}")
            .Select(entry => new Submission(entry.Second, isRight));
    }

    private static double Seconds(Row row) => Number(row, "time_limit.seconds") + (Number(row, "time_limit.nanos") / 1e9);

    private static double Number(Row row, string field) =>
        row.Find(field) is { Json.ValueKind: JsonValueKind.Number } number ? number.Json.GetDouble() : 0;
}
