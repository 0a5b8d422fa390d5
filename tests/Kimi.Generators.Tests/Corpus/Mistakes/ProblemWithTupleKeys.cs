// Stack: LLaMA-Factory
// Kind: a problem record has a table whose keys are pairs
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("problem-with-tuple-keys")]
public abstract partial class ProblemWithTupleKeys
{
    [Problems<Grids>(Count = 64)]
    public abstract PromptSet Problems();

    [LoadPolicy("models/base")]
    public abstract Policy Sft();

    [Reinforce(Iterations = 80)]
    [MirrorDescent]
    [Reward<Walked>]
    public abstract Policy LongCot(Policy sft, PromptSet problems);
}

/// <summary>A grid.</summary>
public sealed record Grid : Problem
{
    /// <summary>The cells.</summary>
    public required Dictionary<(int Row, int Column), string> Cells { get; init; } //! KIMI8005
}

/// <summary>Grids.</summary>
public sealed class Grids : IProblemSource<Grid>
{
    /// <inheritdoc/>
    public IEnumerable<Grid> Problems(Random random)
    {
        for (var i = 0; ; i++)
            yield return new() { Id = $"{i}", Prompt = $"{i}?", Cells = new() { [(i, i)] = "x" } };
    }
}

/// <summary>A reward of ours.</summary>
public sealed class Walked : IReward<Grid>
{
    /// <inheritdoc/>
    public ValueTask<Verdict> JudgeAsync(Grid problem, Rollout rollout, CancellationToken cancellationToken) =>
        new(Verdict.Of(problem.Cells.ContainsValue(rollout.Text)));
}
