using Kimi.Dsl;

namespace Kimi.Runtime.Stages;

/// <summary>How a policy is asked problems and its responses are judged.</summary>
/// <param name="Purpose">What the responses are for: responses for different purposes are independent.</param>
/// <param name="SamplesPerPrompt">Responses to each.</param>
/// <param name="Sampling">How to sample.</param>
/// <param name="Parts">In how many parts they are generated.</param>
/// <param name="MaxFaultRate">The share of verdicts that may be faults or time-outs.</param>
internal sealed record SamplingPlan(string Purpose, int SamplesPerPrompt, SamplingOptions Sampling, int Parts, double MaxFaultRate)
{
    /// <summary>The template of the problem.</summary>
    public string Template { get; init; } = PromptTemplate.Plain;

    /// <summary>What every response begins with, whatever the policy would say.</summary>
    public string Prefix { get; init; } = "";

    /// <summary>Whether the policy acts in the stage's environment, if it has one.</summary>
    public bool InEnvironment { get; init; } = true;

    /// <summary>The problem as it is asked.</summary>
    public Prompt Put(Problem problem) => PromptTemplate.Put(problem.Prompt, Template + Prefix);

    /// <summary>The response as it is judged: as one to the problem itself, including its given beginning.</summary>
    public Rollout Answered(Problem problem, Rollout rollout) => rollout with { ProblemId = problem.Id, Text = Prefix + rollout.Text };
}
