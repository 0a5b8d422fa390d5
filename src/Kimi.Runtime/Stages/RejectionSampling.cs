using Kimi.Dsl;
using Kimi.Runtime.Rollouts;

namespace Kimi.Runtime.Stages;

/// <summary>The responses to one problem that its rewards scored.</summary>
/// <param name="Problem">The problem as it was asked.</param>
/// <param name="Responses">The responses.</param>
internal sealed record SampledProblem(Problem Problem, IReadOnlyList<JudgedRollout> Responses)
{
    /// <summary>The correct and complete ones: a response that was cut is no example of how to answer.</summary>
    public IEnumerable<JudgedRollout> Correct => Responses.Where(IsWhole);

    /// <summary>Whether a response is correct and complete.</summary>
    public static bool IsWhole(JudgedRollout response) => response.IsCorrect && response.Rollout.StopReason is StopReason.EndOfText or StopReason.StopText;
}

/// <summary>Samples several responses to each problem and has them judged. Responses that could not be scored are left out, and never counted as
/// wrong.</summary>
/// <param name="policies">Gives the policy.</param>
/// <param name="sampling">Samples the responses and judges them.</param>
internal sealed class RejectionSampling(PolicySource policies, JudgedSampling sampling)
{
    private const int PromptsAtATime = 1024;

    /// <summary>The problems that a stage asks.</summary>
    /// <param name="problems">All problems.</param>
    /// <param name="most">How many at most; 0 for all.</param>
    public static IReadOnlyList<Problem> Asked(PromptSet problems, int most) => most == 0 ? problems : [.. problems.Take(most)];

    /// <summary>Asks the policy.</summary>
    /// <param name="input">The policy.</param>
    /// <param name="problems">The problems, with their prompts as they are to be asked.</param>
    /// <param name="options">The stage's options.</param>
    /// <param name="context">The stage.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns>The outcome of each problem, in their order.</returns>
    /// <exception cref="KimiException">There are no problems, none of the responses could be scored, or rewards failed too often.</exception>
    public async Task<IReadOnlyList<SampledProblem>> SampleAsync<TPolicies, TOutput>(
        Policy input, IReadOnlyList<Problem> problems, JudgedSamplingAttribute<TPolicies, TOutput> options, StageContext context,
        CancellationToken cancellationToken)
        where TOutput : Artifact
    {
        using var policy = policies.OpenFrozen(input);
        var plan = new SamplingPlan("responses", options.SamplesPerPrompt, options.ToSampling(), options.Parts, options.MaxFaultRate);
        var sampled = await SampleAsync(policy, problems, plan, context, cancellationToken).ConfigureAwait(false);
        Summarize(sampled, problems.Count * options.SamplesPerPrompt, context);
        return sampled;
    }

    /// <summary>Asks an opened policy.</summary>
    /// <param name="policy">The policy.</param>
    /// <param name="problems">The problems.</param>
    /// <param name="plan">How they are asked.</param>
    /// <param name="context">The stage.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns>The outcome of each problem, in their order.</returns>
    /// <exception cref="KimiException">There are no problems, none of the responses could be scored, or rewards failed too often.</exception>
    public async Task<IReadOnlyList<SampledProblem>> SampleAsync(
        PolicyHandle policy, IReadOnlyList<Problem> problems, SamplingPlan plan, StageContext context, CancellationToken cancellationToken)
    {
        if (problems.Count == 0)
            throw new KimiException($"stage {context.StageName} has no problems to ask: check the stage that makes them");
        var sampled = new List<SampledProblem>();
        foreach (var (portion, asked) in problems.Chunk(PromptsAtATime).Index())
        {
            var batch = new SamplingBatch
            {
                Stage = context.StageName,
                Address = context.Address,
                Purpose = $"{policy.Origin}/{plan.Purpose}/{portion}",
                Prompts = [.. asked.Select(Prompt)],
                SamplesPerPrompt = plan.SamplesPerPrompt,
                Seed = SeededRandom.DeriveSeed(context.Seed, plan.Purpose, portion),
                Sampling = plan.Sampling,
                Parts = plan.Parts,
            };
            var judgement = await sampling
                .SampleAsync(policy, asked, batch, plan.Answered, plan.MaxFaultRate, cancellationToken, plan.InEnvironment).ConfigureAwait(false);
            judgement.ThrowIfUntrustworthy(plan.MaxFaultRate, context.StageName);
            if (portion == 0)
                judgement.ThrowIfNothingIsScored(context.StageName);
            sampled.AddRange(judgement.Rollouts.Zip(asked, (group, problem) =>
                new SampledProblem(problem, [.. group.Select(entry => entry.Judged).OfType<JudgedRollout>()])));
        }

        return sampled;

        RolloutPrompt Prompt(Problem problem, int place) =>
            PromptTokens.Of(
                policy, problem.Id, plan.Put(problem), plan.Sampling.MaxResponseTokens, plan.InEnvironment ? sampling.MostReplyTokens : 0) with
            {
                Id = $"{problem.Id}/{place}",
            };
    }

    /// <summary>The error when nothing can be made from the responses.</summary>
    public static KimiException Nothing(IReadOnlyList<SampledProblem> sampled, StageContext context, string wanted) => new(
        $"stage {context.StageName} found no {wanted} in {sampled.Sum(problem => problem.Responses.Count)} responses to {sampled.Count} prompts, "
        + $"of which {sampled.Sum(problem => problem.Correct.Count())} are correct: "
        + "train the policy further first, take easier problems, or raise SamplesPerPrompt or MaxResponseTokens");

    private static void Summarize(IReadOnlyList<SampledProblem> sampled, int responses, StageContext context)
    {
        var scored = sampled.Sum(problem => problem.Responses.Count);
        context.Summarize("prompts", sampled.Count);
        context.Summarize("responses", scored);
        context.Summarize("unscored", responses - scored);
        context.Summarize("accuracy", sampled.SelectMany(problem => problem.Responses)
            .Select(response => SampledProblem.IsWhole(response) ? 1.0 : 0)
            .DefaultIfEmpty(double.NaN)
            .Average());
        context.Summarize(
            "meanTokens", sampled.SelectMany(problem => problem.Responses).Select(response => (double)response.Length).DefaultIfEmpty(double.NaN).Average());
        context.Summarize("promptsWithoutCorrect", sampled.Count(problem => !problem.Correct.Any()));
    }
}
