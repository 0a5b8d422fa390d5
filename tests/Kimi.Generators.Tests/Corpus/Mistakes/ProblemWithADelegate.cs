// Stack: axolotl
// Kind: a problem record holds the function that checks it
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("problem-with-a-delegate")]
public abstract partial class ProblemWithADelegate
{
    [Problems<Riddles>(Count = 64)]
    public abstract PromptSet Problems();

    [LoadPolicy("models/base")]
    public abstract Policy Sft();

    [Reinforce(Iterations = 80)]
    [MirrorDescent]
    [Reward<Checked>]
    public abstract Policy LongCot(Policy sft, PromptSet problems);
}

/// <summary>A riddle.</summary>
public sealed record Riddle : Problem
{
    /// <summary>Whether an answer is right.</summary>
    public required Func<string, bool> Check { get; init; } //! KIMI8005
}

/// <summary>Riddles.</summary>
public sealed class Riddles : IProblemSource<Riddle>
{
    /// <inheritdoc/>
    public IEnumerable<Riddle> Problems(Random random)
    {
        for (var i = 0; ; i++)
            yield return new() { Id = $"{i}", Prompt = $"{i}?", Check = text => text == "yes" };
    }
}

/// <summary>A reward of ours.</summary>
public sealed class Checked : IReward<Riddle>
{
    /// <inheritdoc/>
    public ValueTask<Verdict> JudgeAsync(Riddle problem, Rollout rollout, CancellationToken cancellationToken) => new(Verdict.Of(problem.Check(rollout.Text)));
}
