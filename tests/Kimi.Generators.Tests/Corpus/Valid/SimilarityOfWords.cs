// Form: a share of words that two texts have in common, where one may be empty
using Kimi.Dsl;

namespace Acme;

[Recipe("similarity-of-words")]
public abstract partial class SimilarityOfWords
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
    [Reward<Overlap>]
    public abstract Policy LongCot(Policy sft, PromptSet problems);

    [Evaluate]
    [Reward<Overlap>]
    public abstract Evaluation Report(Policy longCot, PromptSet heldOut);
}

/// <summary>Judges a response.</summary>
public sealed class Overlap : IReward<MathProblem>
{
    /// <inheritdoc/>
    public ValueTask<Verdict> JudgeAsync(MathProblem problem, Rollout rollout, CancellationToken cancellationToken)
    {
        var said = Words(rollout.Text);
        var right = Words(problem.Answer);
        var union = said.Union(right).Count();
        return new(new Verdict.Scored(union == 0 ? 0 : (double)said.Intersect(right).Count() / union));
    }

    private static HashSet<string> Words(string text) => [.. text.ToUpperInvariant().Split(' ', StringSplitOptions.RemoveEmptyEntries)];
}
