// Form: a parser of a team throws, and the judge says what that means
using System.Globalization;
using Kimi.Dsl;

namespace Acme;

[Recipe("exceptions-of-the-team")]
public abstract partial class ExceptionsOfTheTeam
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
    [Reward<Parsed>]
    public abstract Policy LongCot(Policy sft, PromptSet problems);

    [Evaluate]
    [Reward<Parsed>]
    public abstract Evaluation Report(Policy longCot, PromptSet heldOut);
}

/// <summary>Judges a response.</summary>
public sealed class Parsed : IReward<MathProblem>
{
    /// <inheritdoc/>
    public ValueTask<Verdict> JudgeAsync(MathProblem problem, Rollout rollout, CancellationToken cancellationToken)
    {
        try
        {
            return new(Verdict.Of(Parse(rollout.Text) == int.Parse(problem.Answer, CultureInfo.InvariantCulture)));
        }
        catch (FormatException)
        {
            return new(new Verdict.Scored(0, "no number"));
        }
        catch (OverflowException) when (rollout.Text.Length > 0)
        {
            return new(new Verdict.Scored(0, "too large"));
        }
    }

    private static int Parse(string text)
    {
        var place = text.LastIndexOf('#');
        return place < 0 ? throw new FormatException("no marker") : int.Parse(text.AsSpan(place + 1), CultureInfo.InvariantCulture);
    }
}
