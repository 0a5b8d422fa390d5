// Form: each access is guarded by an early return, a count, or a pattern
using Kimi.Dsl;
using System.Globalization;

namespace Acme;

[Recipe("looks-before-it-reads")]
public abstract partial class LooksBeforeItReads
{
    [Problems<AdditionProblems>(Count = 4_096)]
    public abstract PromptSet Problems();

    [Problems<AdditionProblems>(Count = 256, Split = Split.HeldOut)]
    public abstract PromptSet HeldOut();

    [Demonstrations<AdditionSteps>]
    public abstract Demonstrations Traces(PromptSet problems);

    [InitializeTransformer(Layers = 6, ContextLength = 512)]
    public abstract Policy Initial();

    [FineTune(Steps = 500)]
    public abstract Policy Sft(Policy initial, Demonstrations traces);

    [Reinforce(Iterations = 80)]
    [MirrorDescent]
    [Reward<LooksBeforeItReadsJudge>]
    public abstract Policy LongCot(Policy sft, PromptSet problems);

    [Evaluate]
    [Reward<LooksBeforeItReadsJudge>]
    public abstract Evaluation Report(Policy longCot, PromptSet heldOut);
}

/// <summary>Judges a response.</summary>
public sealed class LooksBeforeItReadsJudge : IReward<MathProblem>
{
    /// <inheritdoc/>
    public ValueTask<Verdict> JudgeAsync(MathProblem problem, Rollout rollout, CancellationToken cancellationToken)
    {
        var parts = rollout.Text.Split("####");
        if (parts.Length < 2)
            return new(new Verdict.Scored(0, "no marker"));
        var lines = parts[1].Split('\n', StringSplitOptions.RemoveEmptyEntries);
        if (lines is not [var first, ..])
            return new(new Verdict.Scored(0, "no answer"));
        if (!first.All(char.IsAsciiDigit) || first.Length is 0 or > 9)
            return new(new Verdict.Scored(0, "no number"));
        var number = int.Parse(first, CultureInfo.InvariantCulture);
        return new(Verdict.Of(number == int.Parse(problem.Answer, CultureInfo.InvariantCulture)));
    }
}
