// Form: a derived attribute gives a source its options, and a pipeline goes from long chains to short ones by four ways
using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Globalization;
using Kimi.Dsl;

namespace Acme.LongShort;

[Recipe("short-from-long", Seed = 20)]
[Chain(MaxTerms = 6)]
[Sampling(MaxResponseTokens = 160)]
public abstract partial class ShortFromLong
{
    [Chain(Count = 6_000)] public abstract PromptSet Chains();
    [Chain(Count = 400, Split = Split.HeldOut)] public abstract PromptSet ChainsTest();
    [Demonstrations<TermByTerm>(PerProblem = 2)] public abstract Demonstrations Worked(PromptSet chains);

    [InitializeTransformer(HiddenSize = 160, AttentionHeads = 5, KeyValueHeads = 5, Alphabet = "0123456789+-=#;. ")]
    public abstract Policy Blank();

    [FineTune(Steps = 1_200, BatchSize = 32)] public abstract Policy Sft(Policy blank, Demonstrations worked);

    [Reinforce, MirrorDescent, PrioritizedSampler, ExactAnswerReward] public abstract Policy Long(Policy sft, PromptSet chains);

    [MergeWeights] public abstract Policy Merged(Policy @long, Policy sft);

    [SampleShortest(MaxProblems = 2_000), ExactAnswerReward] public abstract Demonstrations Shortest(Policy @long, PromptSet chains);

    [FineTune(Steps = 150, LearningRate = 2e-4)] public abstract Policy Resampled(Policy @long, Demonstrations shortest);

    [SamplePreferences(MaxProblems = 2_000, LongerBy = 1.2), ExactAnswerReward]
    public abstract Preferences Pairs(Policy @long, PromptSet chains);

    [OptimizePreferences(Steps = 60, LearningRate = 1e-5)] public abstract Policy Preferred(Policy @long, Preferences pairs);

    [SelectPolicy(MaxProblems = 500), ExactAnswerReward]
    public abstract Policy Chosen(Policy @long, Policy merged, Policy resampled, Policy preferred, PromptSet chains);

    [Reinforce(Iterations = 16, MaxResponseTokens = 96), MirrorDescent, ExactAnswerReward, LengthPenalty]
    public abstract Policy Short(Policy chosen, PromptSet chains);

    [Evaluate(SamplesPerPrompt = 2), ExactAnswerReward]
    public abstract Evaluation Report(
        Policy sft, Policy @long, Policy merged, Policy resampled, Policy preferred, Policy @short, PromptSet chainsTest);
}

/// <summary>Chains of sums.</summary>
public sealed class ChainAttribute : ProblemsAttribute<Chain>
{
    /// <summary>The most terms. Default: 4.</summary>
    [Range(2, 12)]
    [DefaultValue(4)]
    public int MaxTerms { get; set; } = 4;
}

/// <summary>Makes them.</summary>
/// <param name="options">How long they are.</param>
public sealed class Chain(ChainAttribute options) : IProblemSource<MathProblem>
{
    /// <inheritdoc/>
    public IEnumerable<MathProblem> Problems(Random random)
    {
        while (true)
        {
            var terms = Enumerable.Range(0, random.Next(2, options.MaxTerms + 1)).Select(_ => random.Next(1, 100)).ToArray();
            yield return new()
            {
                Id = string.Join('+', terms),
                Prompt = $"{string.Join('+', terms)}=",
                Answer = terms.Sum().ToString(CultureInfo.InvariantCulture),
                Level = terms.Length,
            };
        }
    }
}

/// <summary>Adds term by term, sometimes twice over.</summary>
public sealed class TermByTerm : IDemonstrationSource<MathProblem>
{
    /// <inheritdoc/>
    public string Respond(MathProblem problem, Random random)
    {
        var terms = problem.Id.Split('+').Select(term => int.Parse(term, CultureInfo.InvariantCulture));
        var sum = 0;
        var steps = string.Join("; ", terms.Select(term => $"{sum}+{term}={sum += term}"));
        return random.Next(3) == 0 ? $"{steps}. {steps}. #{problem.Answer}" : $"{steps}. #{problem.Answer}";
    }
}
