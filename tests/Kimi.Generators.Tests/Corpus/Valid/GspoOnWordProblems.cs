// Form: GSPO on word problems, the answer parsed by a span-based reward of the team with a helper class in another file
using Kimi.Dsl;

namespace Acme.WordProblems;

[Recipe("gspo-words", Seed = 11)]
[Sampling(MaxResponseTokens = 768)]
[MaskedImportance(Floor = 0.4, Cap = 4)]
public abstract partial class GspoOnWordProblems
{
    [LoadPolicy("models/qwen3-0.6b")] public abstract Policy Base();

    [ProblemsFile(Path = "gsm8k/train.jsonl", Layout = ProblemLayout.Gsm8k)] public abstract PromptSet Train();

    [ProblemsFile(Path = "gsm8k/test.jsonl", Layout = ProblemLayout.Gsm8k)] public abstract PromptSet Test();

    [Reinforce(Iterations = 120, LearningRate = 2e-6, DecayFraction = 0.5, Decay = LearningRateDecay.Cosine)]
    [Gspo, MaskedImportance, PrioritizedSampler(Smoothing = 2, Floor = 0.05)]
    [Reward<LastNumberReward>]
    public abstract Policy Tuned([From(nameof(Base))] Policy start, [From(nameof(Train))] PromptSet problems);

    [Evaluate]
    [Reward<LastNumberReward>]
    public abstract Evaluation Report([From(nameof(Base))] Policy before, [From(nameof(Tuned))] Policy after, [From(nameof(Test))] PromptSet problems);
}
//// LastNumberReward.cs
using Kimi.Dsl;

namespace Acme.WordProblems;

/// <summary>Right when the last number of a response is the answer.</summary>
public sealed class LastNumberReward : IReward<MathProblem>
{
    /// <inheritdoc/>
    public ValueTask<Verdict> JudgeAsync(MathProblem problem, Rollout rollout, CancellationToken cancellationToken)
    {
        if (!Numbers.TryLast(problem.Answer, out var expected))
            return new(new Verdict.Unscorable($"the answer of {problem.Id} is no number"));
        return new(Numbers.TryLast(rollout.Text, out var given)
            ? new Verdict.Scored(given == expected ? 1 : 0) { Answer = given.ToString(System.Globalization.CultureInfo.InvariantCulture) }
            : new Verdict.Scored(0, "no number"));
    }
}
//// Numbers.cs
using System.Globalization;

namespace Acme.WordProblems;

/// <summary>Reads numbers as people write them.</summary>
internal static class Numbers
{
    private const NumberStyles Style = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowThousands;

    /// <summary>The last number of a text.</summary>
    public static bool TryLast(ReadOnlySpan<char> text, out decimal number)
    {
        number = 0;
        var end = text.LastIndexOfAnyInRange('0', '9') + 1;
        if (end == 0)
            return false;
        var start = end;
        while (start > 0 && (char.IsAsciiDigit(text[start - 1]) || text[start - 1] is '.' or ','))
            start--;
        if (start > 0 && text[start - 1] == '-')
            start--;
        return decimal.TryParse(text[start..end].TrimStart(".,"), Style, CultureInfo.InvariantCulture, out number);
    }
}
