using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Kimi.Dsl;

/// <summary>What makes one response better than another.</summary>
public enum Preferred
{
    /// <summary>
    /// The shortest correct response is chosen; longer wrong ones, and correct ones that are longer by a factor, are rejected: long2short (paper 2.4).
    /// </summary>
    Shorter,

    /// <summary>Any correct response is chosen and any wrong one rejected, whatever their lengths: for reward models (paper 2.3.5).</summary>
    Correct,
}

/// <summary>
/// Makes pairs of a preferred and a rejected response from several that a policy samples for each problem. A problem without a correct response gives no pair.
/// </summary>
[Requires(Fact.Trained)]
[Provides(Fact.CorrectPairs, Option = nameof(Prefer), Values = [Preferred.Correct])]
[Futile(nameof(SamplesPerPrompt), Comparison.EqualTo, 1, Because = "there is no other response to make a pair of")]
[Futile(nameof(Temperature), Comparison.Below, 0.05, Unless = typeof(EnvironmentAttribute),
    Because = "nearly all responses to a problem are the same, and few are better than others")]
[Futile(nameof(TopP), Comparison.Below, 0.2, Unless = typeof(EnvironmentAttribute),
    Because = "nearly all responses to a problem are the same, and few are better than others")]
[Futile(nameof(MinP), Comparison.Above, 0.9, Unless = typeof(EnvironmentAttribute),
    Because = "nearly all responses to a problem are the same, and few are better than others")]
[Futile(nameof(TopK), Comparison.EqualTo, 1, Unless = typeof(EnvironmentAttribute),
    Because = "all responses to a problem are the same, and none is better than another")]
public sealed class SamplePreferencesAttribute : JudgedSamplingAttribute<Policy, Preferences>
{
    /// <summary>What makes one response better than another. Default: <see cref="Preferred.Shorter"/>.</summary>
    [DefaultValue(Preferred.Shorter)]
    public Preferred Prefer { get; set; }

    /// <summary>
    /// How many times as long as the chosen response a correct one must be, at least, to be rejected. Default: 1.5, as in the paper, which leaves open whether
    /// exactly that length counts; here it does.
    /// </summary>
    [Range(1.0, 1000.0)]
    [MattersWhen(nameof(Prefer), Comparison.EqualTo, Preferred.Shorter)]
    [AtMost(nameof(MaxResponseTokens), Because = "no response is as many times as long as another")]
    [DefaultValue(1.5)]
    public double LongerBy { get; set; } = 1.5;

    /// <summary>The most pairs to make from a problem, those with the longest rejected responses first. The paper gives no number. Default: 1.</summary>
    [Range(1, 10_000)]
    [AtMost(nameof(SamplesPerPrompt), Because = "there are never as many")]
    [DefaultValue(1)]
    public int PairsPerProblem { get; set; } = 1;
}
