using System.Globalization;
using System.Text.Json;
using Kimi.Dsl;
using Kimi.Runtime.Artifacts;

namespace Kimi.Runtime.Stages;

/// <summary>Reads math problems from a JSONL file.</summary>
[ImplementationVersion(1)]
internal sealed class ReadJsonLinesProblems : IStage<JsonLinesProblemsAttribute, PromptSet>, IStageCheck<JsonLinesProblemsAttribute>
{
    public void Check(string stage, JsonLinesProblemsAttribute options) => _ = Read(stage, options);

    public Task<PromptSet> RunAsync(JsonLinesProblemsAttribute options, StageContext context, CancellationToken cancellationToken)
    {
        var problems = Read(context.StageName, options);
        context.Summarize("problems", problems.Count);
        return Task.FromResult(new PromptSet(problems));
    }

    private static List<Problem> Read(string stage, JsonLinesProblemsAttribute options)
    {
        var problems = JsonLines.Lines(options.Path)
            .Select(entry => Parse(entry.Line, entry.Number, options))
            .DistinctBy(problem => problem.Prompt)
            .Where(problem => Splits.Contains(options.Split, problem.Prompt))
            .Take(options.Count == 0 ? int.MaxValue : options.Count)
            .ToList<Problem>();
        if (problems.Count == 0)
            throw new KimiException($"{options.Path} has no problem of split {options.Split}: give stage {stage} another file or split");
        return problems;
    }

    private static MathProblem Parse(string line, int number, JsonLinesProblemsAttribute options)
    {
        try
        {
            using var json = JsonDocument.Parse(line);
            var prompt = Field(json.RootElement, options.PromptField);
            var answer = Field(json.RootElement, options.AnswerField);
            var marker = options.AnswerMarker.Length == 0 ? -1 : answer.LastIndexOf(options.AnswerMarker, StringComparison.Ordinal);
            if (options.AnswerMarker.Length > 0 && marker < 0)
                throw new FormatException($"its {options.AnswerField} has no {options.AnswerMarker} before the final answer");
            return new()
            {
                Id = number.ToString(CultureInfo.InvariantCulture),
                Prompt = prompt,
                Answer = marker < 0 ? answer.Trim() : answer[(marker + options.AnswerMarker.Length)..].Trim(),
                Solution = marker < 0 ? "" : answer[..marker].TrimEnd(),
            };
        }
        catch (Exception exception) when (exception is JsonException or FormatException)
        {
            throw new KimiException($"{options.Path}({number}): not a problem in JSON ({exception.Message.TrimEnd('.')}): mend or delete the line", exception);
        }
    }

    private static string Field(JsonElement line, string name) =>
        line.ValueKind == JsonValueKind.Object && line.TryGetProperty(name, out var value)
            ? value.ValueKind == JsonValueKind.String ? value.GetString()! : value.GetRawText()
            : throw new FormatException($"it is no object with a field '{name}'");
}
