using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Kimi.Dsl;

/// <summary>
/// Makes synthetic question-answer documents for the cooldown: a policy answers problems, and the prompts and responses that its rewards find correct are kept
/// (rejection sampling, paper B.4).
/// </summary>
[Requires(Fact.Trained)]
public sealed class SampleQuestionAnswersAttribute : JudgedSamplingAttribute<Policy, Corpus>
{
    /// <summary>The most different correct responses to keep per problem. Default: 1.</summary>
    [Range(1, 10_000)]
    [AtMost(nameof(SamplesPerPrompt), Because = "there are never as many")]
    [DefaultValue(1)]
    public int PerProblem { get; set; } = 1;

    /// <summary>The domain of the documents. Default: <c>synthetic</c>.</summary>
    [DefaultValue("synthetic")]
    public string Domain { get; set; } = "synthetic";
}
