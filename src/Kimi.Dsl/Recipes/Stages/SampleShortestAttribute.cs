namespace Kimi.Dsl;

/// <summary>
/// Long2short by shortest rejection sampling: the shortest correct one of several responses to each problem becomes its demonstration (paper 2.4, n = 8).
/// </summary>
[Requires(Fact.Trained)]
[Establishes(Fact.DemonstrationCount, Option = nameof(MaxProblems), Limits = true)]
[Futile(nameof(TopK), Comparison.EqualTo, 1, Unless = typeof(EnvironmentAttribute), Because = "all responses to a problem are the same, none of them shorter")]
[Futile(nameof(TopP), Comparison.Below, 0.2, Unless = typeof(EnvironmentAttribute),
    Because = "nearly all responses to a problem are the same, none of them shorter")]
[Futile(nameof(MinP), Comparison.Above, 0.9, Unless = typeof(EnvironmentAttribute),
    Because = "nearly all responses to a problem are the same, none of them shorter")]
[Futile(nameof(SamplesPerPrompt), Comparison.EqualTo, 1, Because = "the shortest of one response is any response")]
public sealed class SampleShortestAttribute : JudgedSamplingAttribute<Policy, Demonstrations>;
