using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Kimi.Dsl;

/// <summary>
/// Refines the problems of reinforcement learning (paper 2.1): removes what cannot be verified well, what evaluation sets contain, what a policy can guess and
/// what is too easy for it, and balances what is left. It takes the policy, the problems, and the evaluation sets that they must not contain. Each problem kept
/// has its pass rate.
/// </summary>
/// <remarks>
/// In this order: multiple-choice, true/false and proof questions; contamination; difficulty, by the policy's own pass rate; guessing; balance. The log
/// folder's <c>curation.jsonl</c> says for every problem what became of it and why. In an environment the policy attempts the problems; it guesses without one,
/// since a guess is an answer at once.
/// </remarks>
[PartOf(1)]
[DistinctInputs(Because = "every problem is removed as one of an evaluation set")]
[StageComponents(ComponentKinds.Reward | ComponentKinds.Environment, Requires = ComponentKinds.Reward)]
[UsesMemory(MemoryUse.Weights, Responses = [nameof(SamplesPerPrompt)], ForEachProblem = true)]
[Requires(Fact.Trained)]
[Futile(nameof(SamplesPerPrompt), Comparison.EqualTo, 1, With = nameof(MaxPassRate), WithComparison = Comparison.Below, WithValue = 1,
    Because = "the pass rate of one response is 0 or 1, and every problem that was solved is dropped")]
[Futile(nameof(TopK), Comparison.EqualTo, 1, With = nameof(MaxPassRate), WithComparison = Comparison.Below, WithValue = 1,
    Unless = typeof(EnvironmentAttribute),
    Because = "all attempts at a problem are the same, its pass rate is 0 or 1, and every problem that was solved is dropped")]
[Futile(nameof(ContaminationWords), Comparison.EqualTo, 1,
    Because = "every problem with any word of an evaluation set is removed, and hardly one has none")]
[Establishes(Fact.ProblemCount, Option = nameof(MaxProblems), Limits = true)]
[Ignores(typeof(RewardAttribute), nameof(RewardAttribute.Weight), Because = "counts correct responses and sums no rewards")]
[Requires(Fact.ChatTemplate)]
[Requires(Fact.Vision)]
public sealed class CuratePromptsAttribute : SamplingStageAttribute, IStageSignature<Policy, PromptSet, IReadOnlyList<PromptSet>, PromptSet>
{
    /// <summary>How many problems to look at, in order; 0 for all. Default: 0.</summary>
    [Range(0, 100_000_000)]
    [WithinProblems]
    [DefaultValue(0)]
    public int MaxProblems { get; set; }

    /// <summary>
    /// How many words in a row a problem must not share with one of an evaluation set; a problem with fewer words must not be identical to one. A word is a run
    /// of letters and digits, regardless of case, or any other character that is not punctuation. Default: 13.
    /// </summary>
    [Range(1, 1_000)]
    [DefaultValue(13)]
    public int ContaminationWords { get; set; } = 13;

    /// <summary>Attempts from which a problem's pass rate is measured. Default: 10, as in the paper.</summary>
    [Range(1, 10_000)]
    [MattersWhen(nameof(TopK), Comparison.DifferentFrom, 1)]
    [MattersWith(typeof(EnvironmentAttribute))]
    [DefaultValue(10)]
    public int SamplesPerPrompt { get; set; } = 10;

    /// <summary>The lowest pass rate of a problem that is kept. Default: 0, since hard problems are what training is for.</summary>
    [Range(0.0, 1.0)]
    [AtMost(nameof(MaxPassRate), Because = "no problem is kept")]
    [DefaultValue(0.0)]
    public double MinPassRate { get; set; }

    /// <summary>The highest pass rate of a problem that is kept; the paper gives none. Default: 0.95.</summary>
    [Range(0.0, 1.0)]
    [DefaultValue(0.95)]
    public double MaxPassRate { get; set; } = 0.95;

    /// <summary>In how many attempts a problem must not be guessed without chain of thought; 0 for no such test. Default: 8, as in the paper.</summary>
    [Range(0, 10_000)]
    [DefaultValue(8)]
    public int GuessAttempts { get; set; } = 8;

    /// <summary>How the policy is asked to guess; <c>{prompt}</c> stands for the problem's prompt. Default: an instruction in English.</summary>
    [MattersWhen(nameof(GuessAttempts), Comparison.Above, 0)]
    [Placeholders("prompt")]
    [WrittenByThePolicy]
    [DefaultValue("{prompt}\n\nGive the answer at once, without any reasoning.")]
    public string GuessTemplate { get; set; } = "{prompt}\n\nGive the answer at once, without any reasoning.";

    /// <summary>
    /// What a guess begins with: the policy continues this text and is judged with it, such as <c>#</c> where that precedes an answer. Default: empty.
    /// </summary>
    [MattersWhen(nameof(GuessAttempts), Comparison.Above, 0)]
    [WrittenByThePolicy]
    [DefaultValue("")]
    public string GuessPrefix { get; set; } = "";

    /// <summary>The longest guess, in tokens. Default: 16.</summary>
    [Range(1, 10_000)]
    [MattersWhen(nameof(GuessAttempts), Comparison.Above, 0)]
    [WithinContext]
    [DefaultValue(16)]
    public int MaxGuessTokens { get; set; } = 16;

    /// <summary>The largest share of what is kept that may have one tag, by the first tag of each problem; 1 for no balance. Default: 1.</summary>
    [Range(0.01, 1.0)]
    [Requires(Fact.Tags)]
    [DefaultValue(1.0)]
    public double MaxTagShare { get; set; } = 1;

    /// <summary>The share of verdicts that may be faults or time-outs; if there are more, the run stops. Default: 0.05.</summary>
    [Range(0.0, 1.0)]
    [Operational(Observable.Ending)]
    [DefaultValue(0.05)]
    public double MaxFaultRate { get; set; } = 0.05;

    /// <summary>The temperature of attempts; the paper says "relatively high". Default: 1.2.</summary>
    [DefaultValue(1.2)]
    public override double Temperature { get; set; } = 1.2;

    /// <inheritdoc/>
    public override StageEstimate Estimate(IReadOnlyList<StageEstimate> inputs)
    {
        var (policy, all) = (inputs[0], inputs[1].Items);
        var problems = MaxProblems == 0 ? all : Math.Min(MaxProblems, all);
        return StageEstimate.Of(policy) with
        {
            GeneratedTokens = problems * ((long)SamplesPerPrompt * MaxResponseTokens + (long)GuessAttempts * MaxGuessTokens),
            Items = problems,
        };
    }
}
