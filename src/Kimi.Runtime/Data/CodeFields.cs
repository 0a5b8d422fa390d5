using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Kimi.Dsl;
using Kimi.Runtime.Code;
using Kimi.Torch.Files;

namespace Kimi.Runtime.Data;

/// <summary>How programming problems are read from the rows of a file, by its layout.</summary>
/// <param name="options">The layout, and what differs from it.</param>
internal sealed partial class CodeFields(CodeProblemsFileAttribute options)
{
    /// <summary>All fields that a problem may be made of.</summary>
    public IReadOnlyList<string> All { get; } = options.Layout switch
    {
        CodeLayout.HumanEval => ["task_id", "name", "language", "prompt", "entry_point", "test", "tests", "canonical_solution"],
        CodeLayout.Mbpp => ["task_id", "text", "prompt", "code", "test_list", "test_setup_code", "test_imports"],
        CodeLayout.Apps => ["problem_id", "id", "question", "input_output", "solutions", "difficulty"],
        CodeLayout.CodeContests =>
        [
            "name", "description", "public_tests", "private_tests", "generated_tests", "solutions", "incorrect_solutions", "time_limit", "memory_limit_bytes",
        ],
        _ => ["question_id", "question_content", "starter_code", "public_test_cases", "private_test_cases", "metadata", "difficulty", "platform"],
    };

    /// <summary>Makes a problem of a row. It may have no tests.</summary>
    /// <param name="row">The row.</param>
    /// <param name="stage">The stage, whose name begins ids that the file does not have.</param>
    /// <exception cref="FormatException">The row is no problem.</exception>
    public CodeProblem Problem(Row row, string stage)
    {
        try
        {
            var problem = options.Layout switch
            {
                CodeLayout.HumanEval => HumanEval(row),
                CodeLayout.Mbpp => Mbpp(row),
                CodeLayout.Apps => Apps(row),
                CodeLayout.CodeContests => new ContestFields(options.Language).Problem(row),
                _ => new LiveCodeBenchFields(options.Language).Problem(row),
            };
            return problem with
            {
                Id = problem.Id.Length > 0 ? problem.Id : string.Create(CultureInfo.InvariantCulture, $"{stage}:{row.Number}"),
                Tests = First(problem.Tests, options.MaxTests),
                Limits = problem.Limits with
                {
                    CpuSeconds = options.CpuSeconds > 0 ? options.CpuSeconds : problem.Limits.CpuSeconds,
                    MemoryBytes = options.MemoryMebibytes > 0 ? (long)options.MemoryMebibytes << 20 : problem.Limits.MemoryBytes,
                },
            };
        }
        catch (JsonException exception)
        {
            throw new FormatException($"a field of it that holds JSON does not: {JsonReason.Of(exception, withLine: false)}");
        }
    }

    private static CodeTests First(CodeTests tests, int most) => (most, tests) switch
    {
        ( > 0, CodeTests.Streams streams) => streams with { Tests = [.. streams.Tests.Take(most)] },
        ( > 0, CodeTests.Calls calls) => calls with { Tests = [.. calls.Tests.Take(most)] },
        _ => tests,
    };

    // Its translations name the language in a field, or begin their ids with it. Those of MultiPL-E have neither entry_point nor canonical_solution.
    private CodeProblem HumanEval(Row row)
    {
        var (id, prompt) = (row.Need("task_id", "name").Filled, row.Need("prompt").Filled);
        var language = row.Find("language") is { IsNull: false } named ? Language(named.Filled)
            : ProgramText.LanguageOf(id.Split('/')[0]) ?? (TranslatedId().Match(id) is { Success: true } other ? Language(other.Value) : options.Language);
        var function = language == ProgramLanguage.Python || row.Find("entry_point") is { IsNull: false } ? row.Need("entry_point").Filled
            : SignatureName().Match(prompt) is { Success: true } signature ? signature.Groups["name"].Value
            : throw new FormatException("it has no field 'entry_point', and its prompt does not end with the beginning of a function");
        return new()
        {
            Id = id,
            Prompt = prompt,
            Language = language,
            Tests = new CodeTests.Harness(function, prompt, row.Need("test", "tests").Text),
            Submissions = row.Find("canonical_solution") is { IsNull: false } solution ? [new(solution.Text, IsRight: true)] : [],
        };
    }

    private static ProgramLanguage Language(string name) => ProgramText.LanguageOf(name) is { } language and not ProgramLanguage.Postfix
        ? language
        : throw new FormatException($"its language '{name}' is none of those that are judged: Python, C, C++ and JavaScript");

    private static CodeProblem Mbpp(Row row)
    {
        var (code, tests) = (row.Need("code").Filled, row.Need("test_list").Texts);
        var function = FunctionName().Matches(code).Select(match => match.Groups["name"].Value)
            .FirstOrDefault(name => tests.Any(test => test.Contains(name + "(", StringComparison.Ordinal)))
            ?? throw new FormatException("its test_list calls no function of its code");
        var setup = row.Find("test_setup_code") is { IsNull: false } text ? text.Text : string.Join('\n', row.Find("test_imports")?.Texts ?? []);
        return new()
        {
            Id = row.Need("task_id").Filled,
            Prompt = $"{row.Need("text", "prompt").Filled}\nYour code should pass these tests:\n\n{string.Join('\n', tests)}\n",
            Language = ProgramLanguage.Python,
            Tests = new CodeTests.Harness(function, setup.Length > 0 ? setup + "\n" : "", string.Join('\n', tests)),
            Submissions = [new(code, IsRight: true)],
        };
    }

    private CodeProblem Apps(Row row) => new()
    {
        Id = row.Find("problem_id", "id") is { IsNull: false } id ? id.Filled : "",
        Prompt = row.Need("question").Filled,
        Language = options.Language,
        Tests = row.Find("input_output") is { IsNull: false } tests && tests.Parsed is var cases && cases.ValueKind == JsonValueKind.Object
            ? AppsTests(cases)
            : new CodeTests.Streams([]),
        Submissions = row.Find("solutions") is { IsNull: false } solutions && solutions.Parsed is { ValueKind: JsonValueKind.Array } sources
            && options.Language == ProgramLanguage.Python
            ? [.. sources.EnumerateArray().Select(source => new Submission(source.GetString() ?? "", IsRight: true))]
            : [],
        Tags = row.Find("difficulty")?.Texts is [var difficulty] ? [difficulty] : [],
    };

    private static CodeTests AppsTests(JsonElement cases)
    {
        if (!cases.TryGetProperty("inputs", out var inputs) || !cases.TryGetProperty("outputs", out var outputs)
            || inputs.ValueKind != JsonValueKind.Array || outputs.ValueKind != JsonValueKind.Array || inputs.GetArrayLength() != outputs.GetArrayLength())
        {
            throw new FormatException("its input_output has no inputs and outputs of the same number");
        }

        if (!cases.TryGetProperty("fn_name", out var function) || function.ValueKind != JsonValueKind.String)
        {
            return new CodeTests.Streams(
                [.. inputs.EnumerateArray().Zip(outputs.EnumerateArray(), (input, output) => new StreamTest(Text(input), Text(output)))]);
        }

        var areWrapped = outputs.EnumerateArray().All(output => output.ValueKind == JsonValueKind.Array && output.GetArrayLength() == 1);
        return new CodeTests.Calls(
            function.GetString()!,
            [
                .. inputs.EnumerateArray().Zip(
                    outputs.EnumerateArray(), (input, output) => new CallTest(input.GetRawText(), (areWrapped ? output[0] : output).GetRawText())),
            ]);
    }

    // Some have a list of lines.
    private static string Text(JsonElement text) =>
        text.ValueKind == JsonValueKind.Array ? string.Join('\n', text.EnumerateArray().Select(line => line.ToString())) + "\n" : text.ToString();

    // As HumanEval-X: Java/0.
    [GeneratedRegex("^(?:Java|Go|Rust)(?=/)")]
    private static partial Regex TranslatedId();

    // The last line that begins a function: bool f(std::vector<int> numbers) {, function f(numbers){ or const f = (numbers) => {.
    [GeneratedRegex(@"(?<name>[A-Za-z_$][\w$]*)\s*(?:=\s*(?:function\s*)?)?\([^\n]*\)\s*(?:=>\s*)?\{\s*\z")]
    private static partial Regex SignatureName();

    [GeneratedRegex(@"^\s*def\s+(?<name>\w+)\s*\(", RegexOptions.Multiline)]
    private static partial Regex FunctionName();
}
