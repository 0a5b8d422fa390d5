// Form: LINQ finds a line or nothing
using Kimi.Dsl;

namespace Acme;

[Recipe("last-line-or-nothing")]
public abstract partial class LastLineOrNothing
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
    [Reward<LastLineOrNothingJudge>]
    public abstract Policy LongCot(Policy sft, PromptSet problems);

    [Evaluate]
    [Reward<LastLineOrNothingJudge>]
    public abstract Evaluation Report(Policy longCot, PromptSet heldOut);
}

/// <summary>Judges a response.</summary>
public sealed class LastLineOrNothingJudge : IReward<MathProblem>
{
    /// <inheritdoc/>
    public ValueTask<Verdict> JudgeAsync(MathProblem problem, Rollout rollout, CancellationToken cancellationToken)
    {
        var line = rollout.Text.Split('\n').LastOrDefault(one => one.StartsWith('#'));
        if (line is null)
            return new(Verdict.Of(false));
        var words = line[1..].Split(' ');
        var number = words.Any() ? words.Last() : "";
        return new(Verdict.Of(number == problem.Answer || words.ElementAtOrDefault(1) == problem.Answer));
    }
}
