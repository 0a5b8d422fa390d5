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
        var kept = sampled.Select(problem => problem.Correct.MinBy(response => response.Length)).OfType<JudgedRollout>().ToList();
        if (kept.Count == 0)
            throw RejectionSampling.Nothing(sampled, context, "correct response");
        context.Summarize("demonstrations", kept.Count);
        context.Summarize("meanTokensKept", kept.Average(response => response.Length));
        return new([.. kept.Select(response => new Demonstration(response.Rollout.Problem.Prompt, response.Rollout.Text))]);
    }
}
