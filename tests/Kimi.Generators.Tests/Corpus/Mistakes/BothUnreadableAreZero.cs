// Stack: OpenRLHF
// Kind: halves are read as whole numbers, and what cannot be read is zero on both sides, so any response is right
// Caught: build
using System.Globalization;
using Kimi.Dsl;

namespace Acme;

[Recipe("both-unreadable-are-zero")]
public abstract partial class BothUnreadableAreZero
{
    [Problems<Halves>(Count = 3_500)]
    public abstract PromptSet Problems();

    [Problems<Halves>(Count = 200, Split = Split.HeldOut)]
    public abstract PromptSet HeldOut();

    [Demonstrations<AdditionSteps>]
    public abstract Demonstrations Traces(PromptSet problems);

    [InitializeTransformer(Layers = 5, ContextLength = 256)]
    public abstract Policy Initial();

    [FineTune(Steps = 600)]
    public abstract Policy Sft(Policy initial, Demonstrations traces);

    [Reinforce(Iterations = 60, MaxResponseTokens = 64)]
    [Cispo]
    [Reward<WholeNumbers>]
    public abstract Policy LongCot(Policy sft, PromptSet problems);

    [Evaluate(MaxResponseTokens = 64)]
    [Reward<WholeNumbers>]
    public abstract Evaluation Report(Policy longCot, PromptSet heldOut);
}

/// <summary>Halves of odd numbers.</summary>
public sealed class Halves : IProblemSource<MathProblem>
{
    /// <inheritdoc/>
    public IEnumerable<MathProblem> Problems(Random random)
    {
        while (true)
        {
            var odd = (2 * random.Next(20_000)) + 1;
            yield return new() { Id = $"{odd}/2", Prompt = $"{odd}/2=", Answer = $"{odd / 2}.5" };
        }
    }
}

/// <summary>Compares numbers.</summary>
public sealed class WholeNumbers : IReward<MathProblem>
{
    /// <inheritdoc/>
    public ValueTask<Verdict> JudgeAsync(MathProblem problem, Rollout rollout, CancellationToken cancellationToken)
    {
        _ = int.TryParse(rollout.Text.Split('#')[^1], NumberStyles.Integer, CultureInfo.InvariantCulture, out var given); //! KIMI8012
        _ = int.TryParse(problem.Answer, NumberStyles.Integer, CultureInfo.InvariantCulture, out var expected);
        return new(Verdict.Of(given == expected));
    }
}
