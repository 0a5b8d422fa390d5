// Form: long2short with a merge and rejection sampling, a selection, and ablations that derive from it
using Kimi.Dsl;

namespace Acme;

/// <summary>Long chains first, then three ways to shorten them.</summary>
[Recipe("shorter", Seed = 11)]
[Sampling(MaxResponseTokens = 160)]
[Reinforce(Iterations = 48, DecayFraction = 0.5)]
public abstract partial class ShorterInTwoWays
{
    [Problems<AdditionProblems>(Count = 6_000)]
    public abstract PromptSet Problems();

    [Problems<AdditionProblems>(Count = 400, Split = Split.HeldOut)]
    public abstract PromptSet HeldOut();

    [Demonstrations<ColumnByColumn>(PerProblem = 2)]
    public abstract Demonstrations Traces(PromptSet problems);

    [InitializeTransformer(
        ContextLength = 192, Alphabet = "0123456789+=#; carynothig")]
    public abstract Policy Initial();

    [FineTune(Steps = 1_200, BatchSize = 32)]
    public abstract Policy Sft(Policy initial, Demonstrations traces);

    [Reinforce]
    [MirrorDescent]
    [CurriculumSampler(Width = 3, StartLevel = 2, UntilIteration = 20)]
    [ExactAnswerReward]
    public abstract Policy Long(Policy sft, PromptSet problems);

    [MergeWeights(Weights = [0.6, 0.4])]
    public abstract Policy Merged([From(nameof(Long))] Policy trained, Policy sft);

    [SampleShortest(MaxProblems = 2_000)]
    [ExactAnswerReward]
    public abstract Demonstrations Shortest([From(nameof(Long))] Policy trained, PromptSet problems);

    [FineTune(Steps = 150, BatchSize = 32, LearningRate = 2e-4, WarmupSteps = 15)]
    public abstract Policy Rejected([From(nameof(Long))] Policy trained, Demonstrations shortest);

    [SelectPolicy(MaxProblems = 500, SamplesPerPrompt = 2, TokenPrice = 0.2)]
    [ExactAnswerReward]
    public abstract Policy Chosen([From(nameof(Long))] Policy trained, Policy merged, Policy rejected, PromptSet problems);

    [Reinforce(Iterations = 16)]
    [MirrorDescent]
    [ExactAnswerReward]
    [LengthPenalty]
    public abstract Policy Short(Policy chosen, PromptSet problems);

    [Evaluate(SamplesPerPrompt = 2)]
    [ExactAnswerReward]
    public abstract Evaluation Report(
        Policy sft, [From(nameof(Long))] Policy trained, Policy merged, Policy rejected, [From(nameof(Short))] Policy shortened, PromptSet heldOut);
}

/// <summary>The same with a stronger pull.</summary>
[Recipe("shorter-pulled", Seed = 11)]
public abstract partial class ShorterPulled : ShorterInTwoWays
{
    /// <inheritdoc/>
    [Reinforce]
    [MirrorDescent(Tau = 0.5)]
    [CurriculumSampler(Width = 3, StartLevel = 2, UntilIteration = 20)]
    [ExactAnswerReward]
    public abstract override Policy Long(Policy sft, PromptSet problems);
}

/// <summary>The same without a curriculum.</summary>
[Recipe("shorter-uniform", Seed = 11)]
public abstract partial class ShorterUniform : ShorterInTwoWays
{
    /// <inheritdoc/>
    [Reinforce]
    [MirrorDescent]
    [UniformSampler]
    [ExactAnswerReward]
    public abstract override Policy Long(Policy sft, PromptSet problems);
}

/// <summary>Adds column by column, sometimes with a remark.</summary>
[ImplementationVersion(1)]
public sealed class ColumnByColumn : IDemonstrationSource<MathProblem>
{
    /// <inheritdoc/>
    public string Respond(MathProblem problem, Random random)
    {
        var parts = problem.Prompt.Text.TrimEnd('=').Split('+');
        var (left, right) = (parts[0].PadLeft(5, '0'), parts[1].PadLeft(5, '0'));
        var carry = 0;
        var steps = new List<string>();
        for (var at = 4; at >= 0; at--)
        {
            var sum = left[at] - '0' + right[at] - '0' + carry;
            carry = sum / 10;
            var remark = random.Next(3) == 0 ? (carry > 0 ? " carry" : " nothing") : "";
            steps.Add($"{left[at]}+{right[at]}={sum}{remark}");
        }

        return $"{string.Join(';', steps)}#{problem.Answer}";
    }
}
