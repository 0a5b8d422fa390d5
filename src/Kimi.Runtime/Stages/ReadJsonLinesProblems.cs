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
        var (problems, leftOut) = Read(context.StageName, options);
        context.Summarize("problems", problems.Count);
        foreach (var (reason, count) in leftOut)
            context.Summarize(reason, count);
        return Task.FromResult(new PromptSet(problems));
    }

    // What is left out, and why, is counted, since a set that is smaller than its file would surprise; what comes after Count is not read.
    private static (List<Problem> Problems, Dictionary<string, int> LeftOut) Read(string stage, JsonLinesProblemsAttribute options)
    {
        var (problems, answers) = (new List<Problem>(), new Dictionary<Prompt, string>());
        var leftOut = new Dictionary<string, int>
        {
            ["leftOutRepeated"] = 0,
            ["leftOutOtherAnswer"] = 0,
            ["leftOutOtherSplit"] = 0,
        };
        foreach (var problem in JsonFields.Read(options.Path, "problem", line => Parse(line, stage, options)))
        {
            if (!answers.TryAdd(problem.Prompt, problem.Answer))
                leftOut[answers[problem.Prompt] == problem.Answer ? "leftOutRepeated" : "leftOutOtherAnswer"]++;
            else if (!Splits.Contains(options.Split, problem.Prompt.Text))
                leftOut["leftOutOtherSplit"]++;
            else
                problems.Add(problem);
            if (options.Count > 0 && problems.Count == options.Count)
                break;
        }

        return problems.Count > 0
            ? (problems, leftOut)
            : throw new KimiException($"{options.Path} has no problem of split {options.Split}: give stage {stage} another file or split");
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
