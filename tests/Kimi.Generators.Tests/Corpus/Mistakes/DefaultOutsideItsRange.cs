// Stack: NeMo-RL
// Kind: an option of the team has a default that its own range forbids
// Caught: build
using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Kimi.Dsl;

namespace Acme;

[Recipe("default-outside-its-range")]
public abstract partial class DefaultOutsideItsRange
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
    [ShortEnough]
    public abstract Policy LongCot(Policy sft, PromptSet problems);
}

/// <summary>Options of a reward of ours.</summary>
public sealed class ShortEnoughAttribute : RewardAttribute<ShortEnough>
{
    /// <summary>The most characters.</summary>
    [Range(1, 64)]
    [DefaultValue(100)]
    public int MaxCharacters { get; set; } = 100; //! KIMI8015
}

/// <summary>A reward of ours.</summary>
public sealed class ShortEnough(ShortEnoughAttribute options) : IReward<MathProblem>
{
    /// <inheritdoc/>
    public ValueTask<Verdict> JudgeAsync(MathProblem problem, Rollout rollout, CancellationToken cancellationToken) =>
        new(Verdict.Of(rollout.Text.Length <= options.MaxCharacters && rollout.Text.EndsWith(problem.Answer, StringComparison.Ordinal)));
}
