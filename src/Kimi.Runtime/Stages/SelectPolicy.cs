using Kimi.Dsl;

namespace Kimi.Runtime.Stages;

/// <summary>The policy with the highest a − p · t / max t, where a is its accuracy, t its mean tokens and p the price of tokens; the first one wins ties (paper
/// 2.4).</summary>
/// <param name="sampling">Samples and verifies.</param>
[ImplementationVersion(1)]
internal sealed class SelectPolicy(RejectionSampling sampling) : IStage<SelectPolicyAttribute, IReadOnlyList<Policy>, PromptSet, Policy>
{
    public async Task<Policy> RunAsync(
        SelectPolicyAttribute options, IReadOnlyList<Policy> candidates, PromptSet problems, StageContext context, CancellationToken cancellationToken)
    {
        var results = new List<(Policy Policy, double Accuracy, double Tokens)>();
        foreach (var policy in candidates)
        {
            var sampled = await sampling.SampleAsync(policy, RejectionSampling.Asked(problems, options.MaxProblems), options, context, cancellationToken)
                .ConfigureAwait(false);
            var responses = sampled.SelectMany(problem => problem.Responses).ToList();
            results.Add((policy, responses.Average(response => response.IsCorrect ? 1.0 : 0), responses.Average(response => response.Length)));
        }

        var best = results.MaxBy(result => Score(result.Accuracy, result.Tokens, results.Max(other => other.Tokens), options.TokenPrice));
        foreach (var (policy, accuracy, tokens) in results)
        {
            context.Summarize($"{policy.Origin}.accuracy", accuracy);
            context.Summarize($"{policy.Origin}.meanTokens", tokens);
            context.Summarize($"{policy.Origin}.selected", policy == best.Policy ? 1 : 0);
        }

        context.Summarize("accuracy", best.Accuracy);
        context.Summarize("meanTokens", best.Tokens);
        return best.Policy;
    }

    /// <summary>What a policy is worth.</summary>
    internal static double Score(double accuracy, double tokens, double mostTokens, double price) => accuracy - price * tokens / mostTokens;
}
