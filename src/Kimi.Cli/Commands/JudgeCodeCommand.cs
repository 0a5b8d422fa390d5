using System.CommandLine;
using System.Text.Json;
using Kimi.Cli.Hosting;
using Kimi.Dsl;
using Kimi.Runtime.Code;
using Kimi.Runtime.Data;
using Microsoft.Extensions.DependencyInjection;

namespace Kimi.Cli.Commands;

/// <summary><c>judge code</c>: the verdicts of <c>[TestCaseReward]</c>.</summary>
internal sealed class JudgeCodeCommand : Command
{
    // As sets of problems and of samples name them; the first that a line has counts.
    private static readonly string[] s_ids = ["task_id", "id", "question_id", "problem_id", "name"];
    private static readonly string[] s_responses = ["response", "completion", "solution", "program"];

    public JudgeCodeCommand(CommandContext context)
        : base("code", "Says of each response whether its program passes the tests of its problem, as [TestCaseReward] does.")
    {
        var file = JudgedCases.FileOption("{\"task_id\": …, \"response\": …} or {\"task_id\": …, \"completion\": …}");
        var problems = new Option<string>("--problems")
        {
            Description = "The problems, as JSONL, also compressed, or Parquet.",
            HelpName = "file",
            Required = true,
        };
        var layout = new Option<CodeLayout>("--layout") { Description = "How the problems' file names what it has. Default: HumanEval." };
        var language = new Option<ProgramLanguage>("--language")
        {
            Description = "The language of the programs, where the problems' file does not say. Default: Python.",
            DefaultValueFactory = _ => ProgramLanguage.Python,
        };
        foreach (var option in (Option[])[file, problems, layout, language])
            Options.Add(option);
        var common = CommonOptions.AddSettingsTo(this);
        SetAction((arguments, cancellationToken) =>
        {
            var source = new CodeProblemsFileAttribute
            {
                Path = arguments.GetRequiredValue(problems),
                Layout = arguments.GetValue(layout),
                Language = arguments.GetValue(language),
            };
            return WriteAsync(context, context.Configure(common.Read(arguments)), arguments.GetRequiredValue(file), source, cancellationToken);
        });
    }

    private static Task WriteAsync(
        CommandContext context, ConfiguredApp app, string path, CodeProblemsFileAttribute source, CancellationToken cancellationToken)
    {
        var fields = new CodeFields(source);
        var problems = new Dictionary<string, CodeProblem>(StringComparer.Ordinal);
        foreach (var problem in RowFile.Read(source.Path, "problem", fields.All, row => fields.Problem(row, "problem")))
        {
            if (!problems.TryAdd(problem.Id, problem))
                throw new KimiException($"{source.Path} has two problems with the id '{problem.Id}', and a case says only that: delete one");
        }

        return context.WithServicesAsync(
            app,
            async services =>
            {
                // Without a limit of its own: only the tests' limits count.
                var judge = new CodeVerdicts(new(services.GetRequiredService<ProgramRuns>(), parallelTests: 1), double.PositiveInfinity, allTests: false);
                var open = new Queue<Task<Verdict>>();
                foreach (var (problem, response) in Cases(path, problems, source.Path))
                {
                    open.Enqueue(judge.JudgeAsync(problem, response, cancellationToken));
                    if (open.Count == Environment.ProcessorCount)
                        JudgedCases.Write(context, await open.Dequeue().ConfigureAwait(false));
                }

                while (open.TryDequeue(out var judged))
                    JudgedCases.Write(context, await judged.ConfigureAwait(false));
            });
    }

    private static IEnumerable<(CodeProblem Problem, string Response)> Cases(string path, Dictionary<string, CodeProblem> problems, string problemsPath)
    {
        foreach (var ((id, response), line) in JudgedCases.Read(path, Read))
        {
            yield return problems.TryGetValue(id, out var problem)
                ? (problem, response)
                : throw new KimiException($"{path}({line}): {problemsPath} has no problem '{id}': correct the id, or give another file or --layout");
        }
    }

    private static (string Id, string Response) Read(JsonElement row) =>
        (Find(row, s_ids, JsonValueKind.String, JsonValueKind.Number).ToString(), Find(row, s_responses, JsonValueKind.String).ToString());

    private static JsonElement Find(JsonElement row, string[] names, params ReadOnlySpan<JsonValueKind> kinds)
    {
        foreach (var name in names)
        {
            if (row.ValueKind == JsonValueKind.Object && row.TryGetProperty(name, out var found) && kinds.Contains(found.ValueKind))
                return found;
        }

        throw new JsonException($"the line has no \"{string.Join("\" or \"", names)}\"");
    }
}
