using System.Globalization;
using Kimi.Dsl;

namespace Kimi.Runtime.Stages;

/// <summary>Reads math problems from a JSONL file.</summary>
[ImplementationVersion(2)]
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
        var problems = JsonFields.Read(options.Path, "problem", line => Parse(line, stage, options))
            .DistinctBy(problem => problem.Prompt)
            .Where(problem => Splits.Contains(options.Split, problem.Prompt.Text))
            .Take(options.Count == 0 ? int.MaxValue : options.Count)
            .ToList<Problem>();
        if (problems.Count == 0)
            throw new KimiException($"{options.Path} has no problem of split {options.Split}: give stage {stage} another file or split");
        return problems;
    }

    private static MathProblem Parse(JsonFields line, string stage, JsonLinesProblemsAttribute options)
    {
        var prompt = line.Filled(options.PromptField);
        var answer = line.Filled(options.AnswerField);
        var marker = options.AnswerMarker.Length == 0 ? -1 : answer.LastIndexOf(options.AnswerMarker, StringComparison.Ordinal);
        if (options.AnswerMarker.Length > 0 && marker < 0)
            throw new FormatException($"its {options.AnswerField} has no {options.AnswerMarker} before the final answer");
        if (marker >= 0 && string.IsNullOrWhiteSpace(answer[(marker + options.AnswerMarker.Length)..]))
            throw new FormatException($"its {options.AnswerField} has nothing after {options.AnswerMarker}");
        return new()
        {
            Id = string.Create(CultureInfo.InvariantCulture, $"{stage}:{line.Number}"),
            Prompt = prompt,
            Answer = marker < 0 ? answer.Trim() : answer[(marker + options.AnswerMarker.Length)..].Trim(),
            Solution = marker < 0 ? "" : answer[..marker].TrimEnd(),
        };
    }
}
