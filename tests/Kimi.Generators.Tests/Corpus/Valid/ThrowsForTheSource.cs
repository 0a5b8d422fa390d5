// Form: a reference that is no number is the fault of its source, and said so
using System.Globalization;
using Kimi.Dsl;

namespace Acme;

[Recipe("throws-for-the-source")]
public abstract partial class ThrowsForTheSource
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
    [Reward<Checked>]
    public abstract Policy LongCot(Policy sft, PromptSet problems);

    [Evaluate]
    [Reward<Checked>]
    public abstract Evaluation Report(Policy longCot, PromptSet heldOut);
}

/// <summary>Judges a response.</summary>
public sealed class Checked : IReward<MathProblem>
{
    /// <inheritdoc/>
    public ValueTask<Verdict> JudgeAsync(MathProblem problem, Rollout rollout, CancellationToken cancellationToken)
    {
        if (!int.TryParse(problem.Answer, CultureInfo.InvariantCulture, out var right))
            throw new InvalidOperationException($"problem {problem.Id} has no number for an answer");
        var said = rollout.Text.Split('#');
        return new(Verdict.Of(said.Length == 2 && int.TryParse(said[1], CultureInfo.InvariantCulture, out var number) && number == right));
    }
}
