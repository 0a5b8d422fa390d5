// Form: scores are looked up in a table of constants
using Kimi.Dsl;

namespace Acme;

[Recipe("scores-from-a-table")]
public abstract partial class ScoresFromATable
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
    [Reward<Table>]
    public abstract Policy LongCot(Policy sft, PromptSet problems);

    [Evaluate]
    [Reward<Table>]
    public abstract Evaluation Report(Policy longCot, PromptSet heldOut);
}

/// <summary>Judges a response.</summary>
public sealed class Table : IReward<MathProblem>
{
    private static readonly IReadOnlyDictionary<(bool Marked, bool Right), Verdict> s_scores = new Dictionary<(bool Marked, bool Right), Verdict>
    {
        [(true, true)] = new Verdict.Scored(1, "right"),
        [(true, false)] = new Verdict.Scored(0.1, "marked"),
        [(false, false)] = new Verdict.Scored(0),
    };

    /// <inheritdoc/>
    public ValueTask<Verdict> JudgeAsync(MathProblem problem, Rollout rollout, CancellationToken cancellationToken) => new(s_scores[Kind(rollout, problem)]);

    private static (bool Marked, bool Right) Kind(Rollout rollout, MathProblem problem) =>
        (rollout.Text.Contains('#'), rollout.Text.EndsWith($"#{problem.Answer}", StringComparison.Ordinal));
}
