using Kimi.Dsl;
using Kimi.Runtime.Artifacts;
using Kimi.Runtime.Data;
using Kimi.Runtime.Execution;
using Kimi.Torch.Images;

namespace Kimi.Runtime.Stages;

/// <summary>Reads problems from a file.</summary>
/// <param name="checks">Those of the rewards that will judge by the problems.</param>
/// <param name="images">Takes the images of problems.</param>
[ImplementationVersion(5)]
internal sealed class ReadProblems(ProblemChecks checks, ImageStore images)
    : IStage<ProblemsFileAttribute, PromptSet>, IStage<CodeProblemsFileAttribute, PromptSet>,
        IStageCheck<ProblemsFileAttribute>, IStageCheck<CodeProblemsFileAttribute>
{
    // What is wrong with an image is told at the start too, and nothing is kept before the stage runs.
    public void Check(string stage, ProblemsFileAttribute options) => _ = Read(stage, options, seed: 0, images.Checked);

    public void Check(string stage, CodeProblemsFileAttribute options) => _ = Read(stage, options, seed: 0);

    public Task<PromptSet> RunAsync(ProblemsFileAttribute options, StageContext context, CancellationToken cancellationToken) =>
        Task.FromResult(Set(Read(context.StageName, options, context.Seed, images.Put), context));

    public Task<PromptSet> RunAsync(CodeProblemsFileAttribute options, StageContext context, CancellationToken cancellationToken) =>
        Task.FromResult(Set(Read(context.StageName, options, context.Seed), context));

    private static PromptSet Set(RowSelection<Problem> selection, StageContext context)
    {
        var problems = selection.Take();
        context.Summarize("problems", problems.Count);
        selection.Summarize(context);
        return new(problems);
    }

    private RowSelection<Problem> Read(
        string stage, ProblemsFileAttribute options, ulong seed, Func<byte[], string, ImageLimits, PromptPart.Image> keep)
    {
        var fields = new ProblemFields(options, new(ImageSource.Of(stage, options), keep));
        var selection = Read(stage, options, seed, fields.All, row => fields.Problem(row, stage), Unjudged, fields.Images);
        return fields.Unseen is { } unseen
            ? throw new KimiException($"{options.Path} has no row with a field '{unseen}': give stage {stage} the name of one that there is")
            : selection;

        LeftOut? Unjudged(MathProblem problem) => problem.Answer.Length == 0 && options.Layout != ProblemLayout.Prompts ? LeftOut.EmptyAnswer : null;
    }

    private RowSelection<Problem> Read(string stage, CodeProblemsFileAttribute options, ulong seed)
    {
        var fields = new CodeFields(options);
        return Read(stage, options, seed, fields.All, row => fields.Problem(row, stage), Unjudged);

        LeftOut? Unjudged(CodeProblem problem) => problem.Tests.Count == 0 && !options.WithoutTests ? LeftOut.NoTests : null;
    }

    private RowSelection<Problem> Read<TProblem>(
        string stage, FileOfProblemsAttribute options, ulong seed, IReadOnlyList<string> fields, Func<Row, TProblem> parse, Func<TProblem, LeftOut?> unjudged,
        params IReadOnlyList<string> images)
        where TProblem : Problem
    {
        var selection = new RowSelection<Problem>(options.Count, options.Shuffle ? seed : null);
        var hasIds = options.Benchmark is Benchmark.MathVista or Benchmark.Mmmu or Benchmark.MathVision;
        var (seen, rowOfId) = (new SeenPrompts(), new Dictionary<string, long>(StringComparer.Ordinal));
        foreach (var (number, problem) in RowFile.Read(options.Path, "problem", fields, row => (row.Number, parse(row)), images))
        {
            if (Reason(problem) is { } reason)
            {
                selection.LeaveOut(reason);
                continue;
            }

            if (!rowOfId.TryAdd(problem.Id, number))
            {
                var remedy = options is ProblemsFileAttribute ? $"give stage {stage} another IdField" : "correct or delete the row";
                throw new KimiException($"{options.Path}({number}): its id '{problem.Id}' is also that of row {rowOfId[problem.Id]}: {remedy}");
            }

            if (checks.Trouble(problem) is { } trouble)
                throw new KimiException($"{options.Path}({number}): {trouble}: correct or delete the row");
            selection.Offer(number, problem);
            if (selection.IsFull)
                break;
        }

        if (SizeOf(options.Benchmark) is { } size && !selection.IsFull && Count() is var count && count != size)
        {
            throw new KimiException(
                $"{options.Path} has {count} problems, and the benchmark {options.Benchmark} has {size}: "
                + $"give stage {stage} the whole file, or leave out Benchmark");
        }

        return selection.Any
            ? selection
            : throw new KimiException(
                $"{options.Path} has no problem of split {options.Split}{selection.Reasons}: give stage {stage} another file or split");

        int Count() => hasIds ? rowOfId.Count : seen.Count;

        // The rows of some sets have ids, and count one by one.
        LeftOut? Reason(TProblem problem) =>
            unjudged(problem) is { } reason ? reason
            : !hasIds && seen.Add(problem.Prompt, problem is MathProblem math ? math.Answer : "") is { } repeated ? repeated
            : !Splits.Contains(options.Split, problem.Prompt.TextAndImages, options.HeldOutShare) ? LeftOut.OtherSplit
            : options.MaxPromptCharacters > 0 && problem.Prompt.Text.Length > options.MaxPromptCharacters ? LeftOut.TooLong
            : null;
    }

    private static int? SizeOf(Benchmark benchmark) => benchmark switch
    {
        Benchmark.Gsm8k => 1_319,
        Benchmark.Math500 => 500,
        Benchmark.Aime2024 => 30,
        Benchmark.HumanEval => 164,
        Benchmark.MathVista => 1_000,
        Benchmark.Mmmu => 900,
        Benchmark.MathVision => 3_040,
        _ => null,
    };
}
