namespace Kimi.Dsl;

/// <summary>
/// Long2short by shortest rejection sampling: the shortest correct one of several responses to each problem becomes its demonstration (paper 2.4, n = 8).
/// </summary>
[Requires(Fact.Trained)]
[Futile(nameof(SamplesPerPrompt), Comparison.EqualTo, 1, Because = "the shortest of one response is any response")]
public sealed class SampleShortestAttribute : JudgedSamplingAttribute<Policy, Demonstrations>;
