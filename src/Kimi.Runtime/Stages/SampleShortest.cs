using Kimi.Dsl;

namespace Kimi.Runtime.Stages;

/// <summary>Shortest rejection sampling (paper 2.4): the shortest of the correct ones among n responses to each problem; the first one wins ties.</summary>
/// <param name="sampling">Samples and verifies.</param>
[ImplementationVersion(1)]
internal sealed class SampleShortest(RejectionSampling sampling) : IStage<SampleShortestAttribute, Policy, PromptSet, Demonstrations>
{
    public async Task<Demonstrations> RunAsync(
        SampleShortestAttribute options, Policy policy, PromptSet problems, StageContext context, CancellationToken cancellationToken)
    {
        var sampled = await sampling.SampleAsync(policy, RejectionSampling.Asked(problems, options.MaxProblems), options, context, cancellationToken)
            .ConfigureAwait(false);
        var kept = sampled.Where(problem => problem.Correct.Any())
            .Select(problem => (problem.Problem, Response: problem.Correct.MinBy(response => response.Length)!))
            .ToList();
        if (kept.Count == 0)
            throw RejectionSampling.Nothing(sampled, context, "correct response");
        context.Summarize("demonstrations", kept.Count);
        context.Summarize("meanTokensKept", kept.Average(entry => entry.Response.Length));
        return new([.. kept.Select(entry => new Demonstration(entry.Problem.Prompt, entry.Response.Rollout.Text) { Turns = entry.Response.Rollout.Episode })]);
    }
}
