using System.Text;
using Kimi.Dsl;

namespace Kimi.Runtime.Code;

/// <summary>
/// Which generated cases become a problem's tests (paper 2.3.5): of the outputs that n submissions give for an input, one that at least a of them agree on is
/// the expected one; a problem is kept if at least m cases are, and at least p submissions pass all of these. The paper has 50 inputs, n = 10, a = 7, m = 40,
/// p = 9.
/// </summary>
/// <remarks>What the paper leaves open: a run that fails agrees with none, and an input that repeats is one case.</remarks>
/// <param name="runs">Runs generators and submissions.</param>
/// <param name="generator">How generators are run.</param>
/// <param name="options">The numbers.</param>
internal sealed class TestCaseSelection(ProgramRuns runs, CaseGenerator generator, GenerateTestCasesAttribute options)
{
    /// <summary>What is against generating tests for a problem; null for nothing.</summary>
    /// <param name="problem">The problem.</param>
    public CaseFate? Against(Problem problem) => problem switch
    {
        CodeProblem { Comparison: OutputComparison.Checker } => CaseFate.SpecialJudge,
        CodeProblem { Tests: CodeTests.Streams } code when Right(code).Length >= options.Submissions => null,
        CodeProblem { Tests: CodeTests.Streams } => CaseFate.FewSubmissions,
        _ => CaseFate.OtherKind,
    };

    /// <summary>Runs a generator, and a problem's submissions on what it makes.</summary>
    /// <param name="problem">The problem.</param>
    /// <param name="program">The generator.</param>
    /// <param name="random">Draws submissions.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="SandboxException">The sandbox failed.</exception>
    public async Task<SelectedCases> SelectAsync(CodeProblem problem, string program, Random random, CancellationToken cancellationToken)
    {
        var inputs = await InputsAsync(program, cancellationToken).ConfigureAwait(false);
        var submissions = Right(problem);
        if (submissions.Length > options.Submissions)
            random.Shuffle(submissions);
        var outputs = new List<IReadOnlyList<string?>>();
        foreach (var submission in inputs.Count == 0 ? [] : submissions.Take(options.Submissions))
            outputs.Add(await OutputsAsync(problem, submission.Source, inputs, cancellationToken).ConfigureAwait(false));

        var kept = new List<StreamTest>();
        var passes = Enumerable.Repeat(true, outputs.Count).ToArray();
        foreach (var (index, input) in inputs.Index())
        {
            if (Agreed(problem, [.. outputs.Select(own => own[index])]) is not { } expected)
                continue;
            kept.Add(new(input, expected));
            for (var submission = 0; submission < passes.Length; submission++)
                passes[submission] &= outputs[submission][index] is { } output && OutputComparer.IsSameText(problem.Comparison, expected, output);
        }

        var passing = kept.Count == 0 ? 0 : passes.Count(pass => pass);
        var fate = inputs.Count == 0 ? CaseFate.NoInputs : kept.Count < options.MinCases ? CaseFate.FewCases
            : passing < options.Passing ? CaseFate.FewPass : CaseFate.Kept;
        return new(problem with { Tests = new CodeTests.Streams([.. kept]) }, fate, inputs.Count, kept.Count, passing);
    }

    private static Submission[] Right(CodeProblem problem) => [.. problem.Submissions.Where(submission => submission.IsRight)];

    private async Task<List<string>> InputsAsync(string program, CancellationToken cancellationToken)
    {
        var made = new List<string>();
        await foreach (var run in runs.RunAsync(generator.Job(program, options.Cases), cancellationToken).ConfigureAwait(false))
        {
            if (run.Failure is null && !string.IsNullOrWhiteSpace(run.Output))
                made.Add(run.Output);
        }

        return [.. made.Distinct()];
    }

    // Null where a run failed, and for all runs after one that ended its sandbox or did not compile.
    private async Task<IReadOnlyList<string?>> OutputsAsync(
        CodeProblem problem, string source, List<string> inputs, CancellationToken cancellationToken)
    {
        var outputs = new string?[inputs.Count];
        var job = new SandboxJob
        {
            Language = problem.Language,
            Source = source,
            Inputs = [.. inputs.Select(input => (ReadOnlyMemory<byte>)Encoding.UTF8.GetBytes(input))],
            Limits = problem.Limits,
        };
        var place = 0;
        await foreach (var run in runs.RunAsync(job, cancellationToken).ConfigureAwait(false))
            outputs[place++] = run.Failure is null ? run.Output : null;
        return outputs;
    }

    // The output that most submissions give; null if they are too few.
    private string? Agreed(CodeProblem problem, IReadOnlyList<string?> outputs)
    {
        var best = outputs.OfType<string>().Select(output => (Output: output, Count: outputs.OfType<string>().Count(other => IsSame(output, other))))
            .OrderByDescending(group => group.Count)
            .FirstOrDefault();
        return best.Count >= options.Agreeing ? best.Output : null;

        bool IsSame(string output, string other) => OutputComparer.IsSameText(problem.Comparison, output, other);
    }
}
