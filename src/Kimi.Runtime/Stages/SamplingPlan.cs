using Kimi.Dsl;
using Kimi.Runtime.Rollouts;

namespace Kimi.Runtime.Stages;

/// <summary>How problems are put to a policy and its responses judged.</summary>
/// <param name="Purpose">What the responses are for: those of two purposes are independent.</param>
/// <param name="SamplesPerPrompt">Responses to each.</param>
/// <param name="Sampling">How to sample.</param>
/// <param name="MaxFaultRate">The share of verdicts that may be faults or time-outs.</param>
internal sealed record SamplingPlan(string Purpose, int SamplesPerPrompt, SamplingOptions Sampling, double MaxFaultRate)
{
    /// <summary>What the problem is put in.</summary>
    public string Template { get; init; } = PromptTemplate.Plain;

    /// <summary>What a response begins with, whatever the policy would say.</summary>
    public string Prefix { get; init; } = "";

    /// <summary>The problem as it is asked.</summary>
    public Problem Put(Problem problem) => PromptTemplate.Put(problem, Template + Prefix);

    /// <summary>The response as it is judged: to the problem itself, with its beginning.</summary>
    public Rollout Answered(Rollout rollout, Problem problem) => rollout with { Problem = problem, Text = Prefix + rollout.Text };
}
