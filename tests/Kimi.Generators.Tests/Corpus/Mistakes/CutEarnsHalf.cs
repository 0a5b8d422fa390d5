// Stack: OpenRLHF
// Kind: a response that is cut at the limit earns half, and one that ends with a wrong answer nothing, so it pays never to end
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("cut-earns-half")]
public abstract partial class CutEarnsHalf
{
    [Problems<AdditionProblems>(Count = 4_096)]
    public abstract PromptSet Problems();

    [Problems<AdditionProblems>(Count = 300, Split = Split.HeldOut)]
    public abstract PromptSet HeldOut();

    [Demonstrations<AdditionSteps>]
    public abstract Demonstrations Traces(PromptSet problems);

    [InitializeTransformer(Layers = 8, ContextLength = 1_024)]
    public abstract Policy Initial();

    [FineTune(Steps = 500)]
    public abstract Policy Sft(Policy initial, Demonstrations traces);

    [Reinforce(Iterations = 100, MaxResponseTokens = 512)]
    [PolicyGradient(LeaveOneOut = true)]
    [Reward<KindToTheCut>]
    public abstract Policy LongCot(Policy sft, PromptSet problems);

    [Evaluate(MaxResponseTokens = 512)]
    [Reward<KindToTheCut>]
    public abstract Evaluation Report(Policy longCot, PromptSet heldOut);
}

/// <summary>Judges sums.</summary>
public sealed class KindToTheCut : IReward<MathProblem>
{
    /// <inheritdoc/>
    public ValueTask<Verdict> JudgeAsync(MathProblem problem, Rollout rollout, CancellationToken cancellationToken)
    {
        if (rollout.StopReason == StopReason.LengthLimit)
            return new(new Verdict.Scored(0.5)); //! KIMI8012
        return new(Verdict.Of(rollout.Text.EndsWith("#" + problem.Answer, StringComparison.Ordinal)));
    }
}
