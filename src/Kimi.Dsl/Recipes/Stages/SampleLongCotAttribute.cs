using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Kimi.Dsl;

/// <summary>Which of several correct responses are kept.</summary>
public enum Selection
{
    /// <summary>The longest, in tokens.</summary>
    Longest,

    /// <summary>The shortest, in tokens.</summary>
    Shortest,

    /// <summary>Any.</summary>
    Random,
}

/// <summary>
/// Builds the warm-up set of long-CoT SFT: a policy is prompted to plan, evaluate, reflect and explore, its responses are verified by the stage's rewards, and
/// correct ones are kept as demonstrations of the plain prompt (paper 2.2, which gives neither the prompts nor the size of the set).
/// </summary>
[Requires(Fact.Trained)]
[Establishes(Fact.DemonstrationCount, Option = nameof(MaxProblems), Limits = true, Times = nameof(PerProblem))]
[ProductAtMost([nameof(PerProblem)], [nameof(SamplesPerPrompt), nameof(Templates)], Because = "there are never as many")]
public sealed class SampleLongCotAttribute : JudgedSamplingAttribute<Policy, Demonstrations>
{
    private static readonly string[] s_standardTemplates =
    [
        "{prompt}\n\nFirst plan the steps of the solution, then carry them out one after another, and state the answer at the end.",
        "{prompt}\n\nSolve it step by step. After each step evaluate whether it is right before you go on, and state the answer at the end.",
        "{prompt}\n\nSolve it, then reflect: look for a mistake in what you wrote, correct it if there is one, and state the answer at the end.",
        "{prompt}\n\nExplore more than one way to solve it. Give up a way that leads nowhere and try another, and state the answer at the end.",
    ];

    /// <summary>
    /// How the policy is prompted: each problem is given to it in every one of these, where <c>{prompt}</c> stands for the problem's prompt. Default: none,
    /// which stands for four of our own, in English, for planning, evaluation, reflection and exploration.
    /// </summary>
    [Placeholders("prompt")]
    [NoEmptyItems]
    [DistinctItems]
    [WrittenByThePolicy]
    public string[] Templates { get; set; } = [];

    /// <summary>The most correct responses to keep per problem. Default: 1.</summary>
    [Range(1, 10_000)]
    [DefaultValue(1)]
    public int PerProblem { get; set; } = 1;

    /// <summary>Which correct responses to keep. Default: <see cref="Selection.Longest"/>, for the sake of long reasoning.</summary>
    [MattersWhen(nameof(PerProblem), Comparison.Below, Other = nameof(SamplesPerPrompt), Times = nameof(Templates))]
    [DefaultValue(Selection.Longest)]
    public Selection Keep { get; set; }

    private protected override long PromptsPerProblem => TemplatesInForce().Count;

    /// <summary><see cref="Templates"/>, or the four built-in ones if there are none.</summary>
    public IReadOnlyList<string> TemplatesInForce() => Templates is [] ? s_standardTemplates : Templates;
}
