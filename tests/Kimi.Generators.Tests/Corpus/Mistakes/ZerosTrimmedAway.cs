// Stack: NeMo-RL
// Kind: zeros are trimmed from whole numbers on both sides, so that 10 is 100
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("zeros-trimmed-away")]
public abstract partial class ZerosTrimmedAway
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
    [Reward<Trimmed>]
    public abstract Policy LongCot(Policy sft, PromptSet problems);

    [Evaluate]
    [Reward<Trimmed>]
    public abstract Evaluation Report(Policy longCot, PromptSet heldOut);
}

/// <summary>Judges a response.</summary>
public sealed class Trimmed : IReward<MathProblem>
{
    /// <inheritdoc/>
    public ValueTask<Verdict> JudgeAsync(MathProblem problem, Rollout rollout, CancellationToken cancellationToken)
    {
        var said = rollout.Text[(rollout.Text.LastIndexOf('#') + 1)..];
        return ValueTask.FromResult(Verdict.Of(Normal(said) == Normal(problem.Answer)));
    }

    private static string Normal(string number) => number.Trim().TrimEnd('0').TrimEnd('.'); //! KIMI8028
}
