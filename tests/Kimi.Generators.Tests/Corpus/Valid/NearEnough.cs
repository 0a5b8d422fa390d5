// Form: numbers are compared with a tolerance, by rounding, as whole numbers and as decimals
using Kimi.Dsl;
using System.Globalization;

namespace Acme;

[Recipe("near-enough")]
public abstract partial class NearEnough
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
    [Reward<NearEnoughJudge>]
    public abstract Policy LongCot(Policy sft, PromptSet problems);

    [Evaluate]
    [Reward<NearEnoughJudge>]
    public abstract Evaluation Report(Policy longCot, PromptSet heldOut);
}

/// <summary>Judges a response.</summary>
public sealed class NearEnoughJudge : IReward<MathProblem>
{
    /// <inheritdoc/>
    public ValueTask<Verdict> JudgeAsync(MathProblem problem, Rollout rollout, CancellationToken cancellationToken)
    {
        if (!decimal.TryParse(rollout.Text.Split('#')[^1], NumberStyles.Number, CultureInfo.InvariantCulture, out var said))
            return new(new Verdict.Scored(0, "no number"));
        var wanted = decimal.Parse(problem.Answer, CultureInfo.InvariantCulture);
        var (x, y) = ((double)said, (double)wanted);
        var near = Math.Abs(x - Math.Sqrt(y * y)) < 1e-9 * Math.Max(1, Math.Abs(y));
        return new(Verdict.Of(near || said / 2 == wanted / 2 || Math.Round(x / 3, 2) == Math.Round(y / 3, 2)));
    }
}
