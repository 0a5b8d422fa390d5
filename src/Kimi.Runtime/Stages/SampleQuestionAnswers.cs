using Kimi.Dsl;

namespace Kimi.Runtime.Stages;

/// <summary>Synthetic question-answer documents kept by rejection sampling (paper B.4): prompt and response of different correct responses, the first ones
/// sampled.</summary>
/// <param name="sampling">Samples and verifies.</param>
[ImplementationVersion(1)]
internal sealed class SampleQuestionAnswers(RejectionSampling sampling) : IStage<SampleQuestionAnswersAttribute, Policy, PromptSet, Corpus>
{
    public async Task<Corpus> RunAsync(
        SampleQuestionAnswersAttribute options, Policy policy, PromptSet problems, StageContext context, CancellationToken cancellationToken)
    {
        var sampled = await sampling.SampleAsync(policy, RejectionSampling.Asked(problems, options.MaxProblems), options, context, cancellationToken)
            .ConfigureAwait(false);
        var documents = sampled
            .SelectMany(problem => problem.Correct.Select(response => problem.Problem.Prompt.Text + response.Rollout.Text).Distinct().Take(options.PerProblem))
            .Select(text => new Document(text) { Domain = options.Domain })
            .ToList();
        if (documents.Count == 0)
            throw RejectionSampling.Nothing(sampled, context, "correct response");
        context.Summarize("documents", documents.Count);
        return new(documents);
    }
}
