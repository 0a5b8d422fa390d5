using Kimi.Dsl;
using Kimi.Runtime.Artifacts;
using Kimi.Runtime.Curation;
using Kimi.Runtime.Rollouts;

namespace Kimi.Runtime.Stages;

/// <summary>
/// Prompt curation (paper 2.1): diverse, balanced in difficulty, and verifiable. Cheap tests come first, so that a policy attempts only problems that passed
/// them. A problem's pass rate is the share of its scored attempts that are correct and complete; a single correct guess excludes a problem.
/// </summary>
/// <param name="policies">Gives the policy.</param>
/// <param name="sampling">Samples and verifies.</param>
[ImplementationVersion(1)]
internal sealed class CuratePrompts(PolicySource policies, RejectionSampling sampling)
    : IStage<CuratePromptsAttribute, Policy, PromptSet, IReadOnlyList<PromptSet>, PromptSet>, IStageCheck<CuratePromptsAttribute>
{
    public void Check(string stage, CuratePromptsAttribute options)
    {
        PromptTemplate.Check(stage, options.GuessTemplate);
        if (options.MinPassRate > options.MaxPassRate)
            throw new KimiException(
                $"stage {stage} keeps pass rates from {options.MinPassRate} to {options.MaxPassRate}, which is an empty range: "
                + "make MinPassRate at most MaxPassRate");
    }

    public async Task<PromptSet> RunAsync(
        CuratePromptsAttribute options, Policy input, PromptSet problems, IReadOnlyList<PromptSet> evaluations, StageContext context,
        CancellationToken cancellationToken)
    {
        var fates = new Fates(RejectionSampling.Asked(problems, options.MaxProblems));
        fates.Judge(problem => QuestionForms.Find(problem.Prompt.Text));
        var contamination = new Contamination(evaluations, options.ContaminationWords);
        fates.Judge(problem => contamination.Find(problem.Prompt.Text) is { } words ? (Fate.Contaminated, words) : null);

        using var policy = policies.OpenFrozen(input);
        foreach (var problem in await AskAsync(Attempts(options)).ConfigureAwait(false))
            fates.Measure(problem, options);
        foreach (var problem in await AskAsync(Guesses(options)).ConfigureAwait(false))
        {
            if (problem.Responses.FirstOrDefault(response => response.IsCorrect) is { } guess)
                fates.Set(problem.Problem, Fate.Guessed, guess.Rollout.Text);
        }

        foreach (var problem in TagBalance.Leaving(fates.Left, options.MaxTagShare, context.Random("balance")))
            fates.Set(problem, Fate.Balanced, TagBalance.TagOf(problem));
        fates.Report(context);
        return new(fates.Left);

        async Task<IReadOnlyList<SampledProblem>> AskAsync(SamplingPlan plan) => plan.SamplesPerPrompt == 0 || fates.Left.Count == 0
            ? []
            : await sampling.SampleAsync(policy, fates.Left, plan, context, cancellationToken).ConfigureAwait(false);
    }

    private static SamplingPlan Attempts(CuratePromptsAttribute options) =>
        new("attempts", options.SamplesPerPrompt, options.ToSampling(), options.Parts, options.MaxFaultRate);

    private static SamplingPlan Guesses(CuratePromptsAttribute options) =>
        new(
            "guesses", options.GuessAttempts, options.ToSampling() with { MaxResponseTokens = options.MaxGuessTokens }, options.Parts, options.MaxFaultRate)
        {
            Template = options.GuessTemplate,
            Prefix = options.GuessPrefix,
            InEnvironment = false,
        };

    /// <summary>What has happened to each problem so far.</summary>
    private sealed class Fates
    {
        private readonly List<(Problem Problem, Fate Fate, string Evidence)> _entries;
        private readonly Dictionary<string, int> _places;

        public Fates(IReadOnlyList<Problem> problems)
        {
            _entries = [.. problems.Select(problem => (problem, Fate.Kept, ""))];
            _places = problems.Index().ToDictionary(entry => entry.Item.Id, entry => entry.Index, StringComparer.Ordinal);
        }

        public IReadOnlyList<Problem> Left => [.. _entries.Where(entry => entry.Fate == Fate.Kept).Select(entry => entry.Problem)];

        public void Judge(Func<Problem, (Fate Fate, string Evidence)?> find)
        {
            foreach (var problem in Left)
            {
                if (find(problem) is { } found)
                    Set(problem, found.Fate, found.Evidence);
            }
        }

        public void Set(Problem problem, Fate fate, string evidence) => _entries[_places[problem.Id]] = (problem, fate, evidence);

        public void Measure(SampledProblem sampled, CuratePromptsAttribute options)
        {
            if (sampled.Responses.Count == 0)
            {
                Set(sampled.Problem, Fate.Unscorable, "");
                return;
            }

            var passRate = (double)sampled.Correct.Count() / sampled.Responses.Count;
            var fate = passRate > options.MaxPassRate ? Fate.Trivial : passRate < options.MinPassRate ? Fate.Hopeless : Fate.Kept;
            Set(sampled.Problem with { PassRate = passRate }, fate, "");
        }

        public void Report(StageContext context)
        {
            JsonLines.Write(
                Path.Combine(context.LogFolder, "curation.jsonl"),
                _entries.Select(entry => new CuratedProblem(entry.Problem.Id, entry.Problem.Prompt.Text, entry.Fate, entry.Evidence, entry.Problem.PassRate)));
            context.Summarize("problems", _entries.Count);
            foreach (var fate in Enum.GetValues<Fate>())
                context.Summarize(char.ToLowerInvariant(fate.ToString()[0]) + fate.ToString()[1..], _entries.Count(entry => entry.Fate == fate));
            if (Left.Count == 0)
            {
                var counts = _entries.CountBy(entry => entry.Fate).Select(entry => $"{entry.Value} {entry.Key}");
                throw new KimiException(
                    $"stage {context.StageName} keeps none of {_entries.Count} problems ({string.Join(", ", counts)}): take others, or loosen what it demands");
            }

            context.Summarize("passRate", Left.Average(problem => problem.PassRate ?? 0));
        }
    }
}
