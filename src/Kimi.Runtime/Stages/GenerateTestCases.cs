using Kimi.Dsl;
using Kimi.Runtime.Artifacts;
using Kimi.Runtime.Code;
using Kimi.Runtime.Rollouts;

namespace Kimi.Runtime.Stages;

/// <summary>Test cases for programming problems (paper 2.3.5): a policy writes a generator for each, and <see cref="TestCaseSelection"/> selects.</summary>
/// <param name="policies">Gives the policy.</param>
/// <param name="sampler">Samples generators.</param>
/// <param name="runs">Runs programs.</param>
[ImplementationVersion(1)]
internal sealed class GenerateTestCases(PolicySource policies, RolloutSampler sampler, ProgramRuns runs)
    : IStage<GenerateTestCasesAttribute, Policy, PromptSet, PromptSet>, IStageCheck<GenerateTestCasesAttribute>
{
    private const string UsagePlace = "{usage}";

    // Contest problems; those without a special judge; those with 40 valid cases; those kept.
    private static readonly int[] s_paper = [1_000, 614, 463, 323];

    public void Check(string stage, GenerateTestCasesAttribute options)
    {
        PromptTemplate.Check(stage, options.Template);
        _ = new CaseGenerator(options.Language, options.Module).Usage;
    }

    public async ValueTask CheckAsync(string stage, GenerateTestCasesAttribute options, CancellationToken cancellationToken)
    {
        Check(stage, options);
        var sandbox = await runs.CapabilitiesAsync(cancellationToken).ConfigureAwait(false);
        if (!sandbox.Languages.ContainsKey(options.Language))
        {
            throw new KimiException(
                $"stage {stage} has generators in {options.Language}, which the sandbox, {sandbox.Name}, does not run: "
                + $"register one that does, or set Language to one of {string.Join(", ", sandbox.Languages.Keys)}");
        }
    }

    public async Task<PromptSet> RunAsync(
        GenerateTestCasesAttribute options, Policy input, PromptSet problems, StageContext context, CancellationToken cancellationToken)
    {
        var asked = RejectionSampling.Asked(problems, options.MaxProblems);
        var generator = new CaseGenerator(options.Language, options.Module);
        var selection = new TestCaseSelection(runs, generator, options);
        var fit = asked.Index().Where(entry => selection.Against(entry.Item) is null).ToList();
        var programs = await ProgramsAsync(options, input, [.. fit.Select(entry => entry.Item)], generator.Usage, context, cancellationToken)
            .ConfigureAwait(false);

        var selected = new SelectedCases?[asked.Count];
        var work = fit.Zip(programs, (entry, program) => (entry.Index, Problem: (CodeProblem)entry.Item, program));
        await Parallel.ForEachAsync(work, cancellationToken, async (entry, cancellation) =>
        {
            var random = context.Random("submissions", entry.Index);
            selected[entry.Index] = await SelectAsync(entry.Problem, entry.program, random, cancellation).ConfigureAwait(false);
        }).ConfigureAwait(false);

        var lines = asked.Select((problem, place) => selected[place] is { } cases
            ? new ProblemCases(problem.Id, cases.Fate, cases.Inputs, cases.Cases, cases.Passing)
            : new ProblemCases(problem.Id, selection.Against(problem)!.Value, 0, 0, 0)).ToList();
        Report(lines, context);
        return new([.. selected.OfType<SelectedCases>().Where(cases => cases.Fate == CaseFate.Kept).Select(cases => cases.Problem)]);

        async Task<SelectedCases> SelectAsync(CodeProblem problem, string program, Random random, CancellationToken cancellation)
        {
            try
            {
                return await selection.SelectAsync(problem, program, random, cancellation).ConfigureAwait(false);
            }
            catch (SandboxException exception)
            {
                throw new KimiException($"the sandbox failed on problem {problem.Id} ({exception.Message}): mend it, then run again", exception);
            }
        }
    }

    private async Task<IReadOnlyList<string>> ProgramsAsync(
        GenerateTestCasesAttribute options, Policy input, IReadOnlyList<Problem> problems, string usage, StageContext context,
        CancellationToken cancellationToken)
    {
        if (problems.Count == 0)
            return [];
        using var policy = policies.OpenFrozen(input);
        var template = options.Template.Replace(UsagePlace, usage, StringComparison.Ordinal);
        var batch = new SamplingBatch
        {
            Stage = context.StageName,
            Address = context.Address,
            Purpose = $"{policy.Origin}/generators",
            Prompts = [.. problems.Select(problem =>
                PromptTokens.Of(policy, problem.Id, PromptTemplate.Put(problem.Prompt, template), options.MaxResponseTokens))],
            Seed = SeededRandom.DeriveSeed(context.Seed, "generators"),
            Sampling = options.ToSampling(),
            Parts = options.Parts,
        };
        var responses = await sampler.SampleAsync(policy, batch, finished: null, cancellationToken).ConfigureAwait(false);
        return [.. responses.Select(response => ProgramText.Of(response.Text, options.Language))];
    }

    private static void Report(List<ProblemCases> lines, StageContext context)
    {
        JsonLines.Write(Path.Combine(context.LogFolder, "test-cases.jsonl"), lines);
        int[] counts =
        [
            lines.Count,
            lines.Count(line => line.Fate != CaseFate.SpecialJudge),
            lines.Count(line => line.Fate is CaseFate.FewPass or CaseFate.Kept),
            lines.Count(line => line.Fate == CaseFate.Kept),
        ];
        string[] steps = ["problems", "withoutSpecialJudge", "withEnoughCases", "kept"];
        JsonLines.Write(
            Path.Combine(context.LogFolder, "ledger.jsonl"),
            steps.Select((step, place) => new LedgerLine(step, counts[place], Share(counts, place), s_paper[place], Share(s_paper, place))));
        foreach (var (step, count) in steps.Zip(counts))
            context.Summarize(step, count);
        foreach (var fate in Enum.GetValues<CaseFate>().Where(fate => fate != CaseFate.Kept))
            context.Summarize(char.ToLowerInvariant(fate.ToString()[0]) + fate.ToString()[1..], lines.Count(line => line.Fate == fate));
        if (counts[^1] == 0)
        {
            var fates = lines.CountBy(line => line.Fate).Select(entry => $"{entry.Value} {entry.Key}");
            throw new KimiException(
                $"stage {context.StageName} keeps none of {lines.Count} problems ({string.Join(", ", fates)}): "
                + "take others, another policy, or loosen what it demands");
        }
    }

    // Of the step before.
    private static double Share(int[] counts, int place) => place == 0 ? 1 : counts[place - 1] == 0 ? 0 : (double)counts[place] / counts[place - 1];

    // A line of test-cases.jsonl.
    private sealed record ProblemCases(string Problem, CaseFate Fate, int Inputs, int Cases, int Passing);

    // A line of ledger.jsonl: how many are left after a step, and which share of those before it.
    private sealed record LedgerLine(string Step, int Count, double Share, int Paper, double PaperShare);
}
