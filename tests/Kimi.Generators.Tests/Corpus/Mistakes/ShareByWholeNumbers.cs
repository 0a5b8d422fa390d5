// Stack: SkyRL
// Kind: the share of right digits is divided as whole numbers
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("share-by-whole-numbers")]
public abstract partial class ShareByWholeNumbers
{
    [Problems<AdditionProblems>(Count = 4_096)]
    public abstract PromptSet Problems();

    [Demonstrations<AdditionSteps>]
    public abstract Demonstrations Traces(PromptSet problems);

    [InitializeTransformer(Layers = 6, ContextLength = 512)]
    public abstract Policy Initial();

    [FineTune(Steps = 500)]
    public abstract Policy Sft(Policy initial, Demonstrations traces);

    [Reinforce(Iterations = 80)]
    [MirrorDescent]
    [Reward<SumReward>]
    public abstract Policy LongCot(Policy sft, PromptSet problems);
}

/// <summary>Judges sums.</summary>
public sealed class SumReward : IReward<MathProblem>
{
    /// <inheritdoc/>
    public ValueTask<Verdict> JudgeAsync(MathProblem problem, Rollout rollout, CancellationToken cancellationToken)
    {
        var right = problem.Answer.Where((digit, place) => place < rollout.Text.Length && rollout.Text[place] == digit).Count();
        return new(new Verdict.Scored(right / problem.Answer.Length)); //! KIMI8011
    }
}
