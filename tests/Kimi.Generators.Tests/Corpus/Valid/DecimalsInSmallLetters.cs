// Form: numbers with two decimals, lowered for their exponent
using System.Globalization;
using Kimi.Dsl;

namespace Acme;

[Recipe("decimals-in-small-letters")]
public abstract partial class DecimalsInSmallLetters
{
    [Problems<DecimalsInSmallLettersSource>(Count = 4_096)]
    public abstract PromptSet Problems();

    [Problems<DecimalsInSmallLettersSource>(Count = 256, Split = Split.HeldOut)]
    public abstract PromptSet HeldOut();

    [Demonstrations<AdditionSteps>]
    public abstract Demonstrations Traces(PromptSet problems);

    [InitializeTransformer(Layers = 6, ContextLength = 512)]
    public abstract Policy Initial();

    [FineTune(Steps = 500)]
    public abstract Policy Sft(Policy initial, Demonstrations traces);

    [Reinforce(Iterations = 80)]
    [MirrorDescent]
    [Reward<DecimalsInSmallLettersJudge>]
    public abstract Policy LongCot(Policy sft, PromptSet problems);

    [Evaluate]
    [Reward<DecimalsInSmallLettersJudge>]
    public abstract Evaluation Report(Policy longCot, PromptSet heldOut);
}

/// <summary>Sums.</summary>
public sealed class DecimalsInSmallLettersSource : IProblemSource<MathProblem>
{
    /// <inheritdoc/>
    public IEnumerable<MathProblem> Problems(Random random)
    {
        while (true)
        {
            var (a, b) = (random.Next(1_000), random.Next(1, 1_000));
            yield return new() { Id = $"{a}/{b}", Prompt = $"{a}/{b}=", Answer = ((double)a / b).ToString("F2", CultureInfo.InvariantCulture) };
        }
    }
}

/// <summary>Judges a response.</summary>
public sealed class DecimalsInSmallLettersJudge : IReward<MathProblem>
{
    /// <inheritdoc/>
    public ValueTask<Verdict> JudgeAsync(MathProblem problem, Rollout rollout, CancellationToken cancellationToken)
    {
        var said = rollout.Text.Trim().ToLowerInvariant();
        return new(Verdict.Of(said[(said.LastIndexOf('#') + 1)..] == problem.Answer));
    }
}
