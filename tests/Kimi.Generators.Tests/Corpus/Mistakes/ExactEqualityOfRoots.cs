// Stack: open-instruct
// Kind: two numbers that come of different computations must be equal to the last bit
// Caught: build
using Kimi.Dsl;
using System.Globalization;

namespace Acme;

[Recipe("exact-equality-of-roots")]
public abstract partial class ExactEqualityOfRoots
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
    [Reward<ExactEqualityOfRootsJudge>]
    public abstract Policy LongCot(Policy sft, PromptSet problems);

    [Evaluate]
    [Reward<ExactEqualityOfRootsJudge>]
    public abstract Evaluation Report(Policy longCot, PromptSet heldOut);
}

/// <summary>Judges a response.</summary>
public sealed class ExactEqualityOfRootsJudge : IReward<MathProblem>
{
    /// <inheritdoc/>
    public ValueTask<Verdict> JudgeAsync(MathProblem problem, Rollout rollout, CancellationToken cancellationToken)
    {
        _ = double.TryParse(rollout.Text.Split('#')[^1], NumberStyles.Float, CultureInfo.InvariantCulture, out var given);
        _ = double.TryParse(problem.Answer, NumberStyles.Float, CultureInfo.InvariantCulture, out var square);
        return new(Verdict.Of(given == Math.Sqrt(square))); //! KIMI8026
    }
}
