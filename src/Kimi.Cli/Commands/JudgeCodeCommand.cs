using System.CommandLine;
using System.Text.Encodings.Web;
using System.Text.Json;
using Kimi.Cli.Hosting;
using Kimi.Dsl;
using Kimi.Runtime.Artifacts;
using Kimi.Runtime.Code;
using Kimi.Runtime.Data;
using Kimi.Torch.Files;
using Microsoft.Extensions.DependencyInjection;

namespace Kimi.Cli.Commands;

/// <summary><c>judge code</c>: the verdicts of <c>[TestCaseReward]</c>.</summary>
internal sealed class JudgeCodeCommand : Command
{
    private static readonly JsonSerializerOptions s_json = new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    // As sets of problems and of samples name them; the first that a line has counts.
    private static readonly string[] s_ids = ["task_id", "id", "question_id", "problem_id", "name"];
    private static readonly string[] s_responses = ["response", "completion", "solution", "program"];

    public JudgeCodeCommand(CommandContext context)
        : base("code", "Says of each response whether its program passes the tests of its problem, as [TestCaseReward] does.")
    {
        var file = new Option<string>("--file")
        {
            Description = "Cases as JSONL: {\"task_id\": …, \"response\": …} or {\"task_id\": …, \"completion\": …} a line. "
                + "Standard output gets {\"verdict\": \"scored\", \"value\": 1, \"rule\": …} for each, in order.",
            HelpName = "file",
            Required = true,
        };
        var problems = new Option<string>("--problems")
        {
            Description = "The problems, as JSONL, also compressed, or Parquet.",
            HelpName = "file",
            Required = true,
        };
        var layout = new Option<CodeLayout>("--layout") { Description = "How the problems' file names what it has. Default: HumanEval." };
        Options.Add(file);
        Options.Add(problems);
        var language = new Option<ProgramLanguage>("--language")
        {
            Description = "The language of the programs, where the problems' file does not say. Default: Python.",
            DefaultValueFactory = _ => ProgramLanguage.Python,
        };
        Options.Add(layout);
        Options.Add(language);
        SetAction((arguments, cancellationToken) =>
        {
            var source = new CodeProblemsFileAttribute
            {
                Path = arguments.GetRequiredValue(problems),
                Layout = arguments.GetValue(layout),
                Language = arguments.GetValue(language),
            };
            return WriteAsync(context, arguments.GetRequiredValue(file), source, cancellationToken);
        });
    }

    private static Task WriteAsync(CommandContext context, string path, CodeProblemsFileAttribute source, CancellationToken cancellationToken)
    {
        var app = context.Configure(new(null, [], new Dictionary<string, (string, string)>()));
        var fields = new CodeFields(source);
        var problems = new Dictionary<string, CodeProblem>(StringComparer.Ordinal);
        foreach (var problem in RowFile.Read(source.Path, "problem", fields.All, row => fields.Problem(row, "problem")))
            problems[problem.Id] = problem;
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
                        Write(await open.Dequeue().ConfigureAwait(false));
                }

                while (open.TryDequeue(out var judged))
                    Write(await judged.ConfigureAwait(false));
            });

        void Write(Verdict verdict) => context.Console.Profile.Out.Writer.Write(JsonSerializer.Serialize(verdict, s_json) + "\n");
    }

    private static IEnumerable<(CodeProblem Problem, string Response)> Cases(string path, Dictionary<string, CodeProblem> problems, string problemsPath)
    {
        foreach (var (line, number) in TextFile.Lines(path).Where(entry => !string.IsNullOrWhiteSpace(entry.Line)))
        {
            (string Id, string Response) read;
            try
            {
                read = Read(line);
            }
            catch (Exception exception) when (exception is JsonException or InvalidOperationException)
            {
                throw JsonLines.NotA(path, number, "case", exception);
            }

            yield return problems.TryGetValue(read.Id, out var problem)
                ? (problem, read.Response)
                : throw new KimiException($"{path}({number}): {problemsPath} has no problem '{read.Id}': correct the id, or give another file or --layout");
        }
    }

    private static (string Id, string Response) Read(string line)
    {
        using var json = JsonDocument.Parse(line, new() { AllowDuplicateProperties = false });
        var row = json.RootElement;
        return (Find(row, s_ids, JsonValueKind.String, JsonValueKind.Number).ToString(), Find(row, s_responses, JsonValueKind.String).ToString());
    }

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
