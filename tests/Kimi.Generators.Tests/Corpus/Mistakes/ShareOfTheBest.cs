// Stack: SkyRL
// Kind: scores are divided by the best of the group, which is 0 where all are wrong
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("share-of-the-best")]
public abstract partial class ShareOfTheBest
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
    [Reward<Shares>]
    public abstract Policy LongCot(Policy sft, PromptSet problems);

    [Evaluate]
    [Reward<Shares>]
    public abstract Evaluation Report(Policy longCot, PromptSet heldOut);
}

/// <summary>Judges responses by how many digits they have right, relative to the best of their group.</summary>
public sealed class Shares : IGroupReward<MathProblem>
{
    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<Verdict>> JudgeAsync(MathProblem problem, IReadOnlyList<Rollout> rollouts, CancellationToken cancellationToken)
    {
        var scores = rollouts.Select(rollout => Digits(rollout.Text.Split('#')[^1], problem.Answer)).ToList();
        var best = scores.Max();
        return new([.. scores.Select(score => new Verdict.Scored(score / best))]); //! KIMI8011
    }

    private static double Digits(string said, string answer) => said.Zip(answer, (left, right) => left == right ? 1.0 : 0.0).Sum();
}
