// Stack: LLaMA-Factory
// Kind: numbers are read in the culture of whatever machine judges
// Caught: never
using Kimi.Dsl;

namespace Acme;

[Recipe("comma-of-the-machine")]
public abstract partial class CommaOfTheMachine
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
    [Reward<NumberJudge>]
    public abstract Policy LongCot(Policy sft, PromptSet problems);

    [Evaluate]
    [Reward<NumberJudge>]
    public abstract Evaluation Report(Policy longCot, PromptSet heldOut);
}

/// <summary>Judges a response.</summary>
public sealed class NumberJudge : IReward<MathProblem>
{
    /// <inheritdoc/>
    public ValueTask<Verdict> JudgeAsync(MathProblem problem, Rollout rollout, CancellationToken cancellationToken) =>
        new(Verdict.Of(Value(rollout.Text.Split('#')[^1]) is { } given && Value(problem.Answer) is { } wanted && Math.Abs(given - wanted) < 1e-9));

    private static double? Value(string text) => double.TryParse(text, out var value) ? value : null; //! none yet
}
