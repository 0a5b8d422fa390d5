using Kimi.Dsl;
using Kimi.Runtime.Data;
using Kimi.Runtime.Execution;

namespace Kimi.Runtime.Stages;

/// <summary>Reads problems from a file.</summary>
/// <param name="checks">Those of the rewards that will judge by the problems.</param>
[ImplementationVersion(3)]
internal sealed class ReadProblems(ProblemChecks checks) : IStage<ProblemsFileAttribute, PromptSet>, IStageCheck<ProblemsFileAttribute>
{
    public void Check(string stage, ProblemsFileAttribute options) => _ = Read(stage, options, seed: 0);

    public Task<PromptSet> RunAsync(ProblemsFileAttribute options, StageContext context, CancellationToken cancellationToken)
    {
        var selection = Read(context.StageName, options, context.Seed);
        var problems = selection.Take();
        context.Summarize("problems", problems.Count);
        selection.Summarize(context);
        return Task.FromResult(new PromptSet(problems));
    }

    private RowSelection<Problem> Read(string stage, ProblemsFileAttribute options, ulong seed)
    {
        var fields = new ProblemFields(options);
        var selection = new RowSelection<Problem>(options.Count, options.Shuffle ? seed : null);
        var (seen, rowOfId) = (new SeenPrompts(), new Dictionary<string, long>(StringComparer.Ordinal));
        foreach (var (number, problem) in RowFile.Read(options.Path, "problem", fields.All, row => (row.Number, fields.Problem(row, stage))))
        {
            if (Reason(problem) is { } reason)
            {
                selection.LeaveOut(reason);
                continue;
            }

            if (!rowOfId.TryAdd(problem.Id, number))
            {
                throw new KimiException(
                    $"{options.Path}({number}): its id '{problem.Id}' is also that of row {rowOfId[problem.Id]}: give stage {stage} another IdField");
            }

            if (checks.Trouble(problem) is { } trouble)
                throw new KimiException($"{options.Path}({number}): {trouble}: correct or delete the row");
            selection.Offer(number, problem);
            if (selection.IsFull)
                break;
        }

        if (SizeOf(options.Benchmark) is { } size && !selection.IsFull && seen.Count != size)
        {
            throw new KimiException(
                $"{options.Path} has {seen.Count} problems, and the benchmark {options.Benchmark} has {size}: "
                + $"give stage {stage} the whole file, or leave out Benchmark");
        }

        if (!selection.Any)
        {
            throw new KimiException(
                $"{options.Path} has no problem of split {options.Split}{selection.Reasons}: give stage {stage} another file or split");
        }

        return fields.Unseen is { } unseen
            ? throw new KimiException($"{options.Path} has no row with a field '{unseen}': give stage {stage} the name of one that there is")
            : selection;

        LeftOut? Reason(MathProblem problem) =>
            problem.Answer.Length == 0 && options.Layout != ProblemLayout.Prompts ? LeftOut.EmptyAnswer
            : seen.Add(problem.Prompt, problem.Answer) is { } repeated ? repeated
            : !Splits.Contains(options.Split, problem.Prompt.Text, options.HeldOutShare) ? LeftOut.OtherSplit
            : options.MaxPromptCharacters > 0 && problem.Prompt.Text.Length > options.MaxPromptCharacters ? LeftOut.TooLong
            : null;
    }

    private static int? SizeOf(Benchmark benchmark) => benchmark switch
    {
        Benchmark.Gsm8k => 1_319,
        Benchmark.Math500 => 500,
        Benchmark.Aime2024 => 30,
        _ => null,
    };
}
