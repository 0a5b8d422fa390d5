// Stack: NeMo-RL
// Kind: the constructor of a reward takes a number that nobody can give it
// Caught: build
using System.Globalization;
using Kimi.Dsl;

namespace Acme;

[Recipe("reward-with-a-number-in-its-constructor")]
public abstract partial class RewardWithANumberInItsConstructor
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
    [Reward<Within>]
    public abstract Policy LongCot(Policy sft, PromptSet problems);
}

/// <summary>A reward of ours.</summary>
public sealed class Within(int tolerance) : IReward<MathProblem> //! KIMI8022
{
    /// <inheritdoc/>
    public ValueTask<Verdict> JudgeAsync(MathProblem problem, Rollout rollout, CancellationToken cancellationToken) =>
        new(Verdict.Of(int.TryParse(rollout.Text, CultureInfo.InvariantCulture, out var said)
            && Math.Abs(said - int.Parse(problem.Answer, CultureInfo.InvariantCulture)) <= tolerance));
}
