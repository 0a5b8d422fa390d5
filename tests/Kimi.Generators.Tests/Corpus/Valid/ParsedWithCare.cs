// Form: a reward that tries to parse the response and parses the answer
using System.Globalization;
using Kimi.Dsl;

namespace Acme;

[Recipe("parsed-with-care")]
public abstract partial class ParsedWithCare
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
    [Reward<Near>]
    public abstract Policy LongCot(Policy sft, PromptSet problems);
}

/// <summary>A reward of ours.</summary>
public sealed class Near : IReward<MathProblem>
{
    /// <inheritdoc/>
    public ValueTask<Verdict> JudgeAsync(MathProblem problem, Rollout rollout, CancellationToken cancellationToken)
    {
        var wanted = int.Parse(problem.Answer, CultureInfo.InvariantCulture);
        if (!int.TryParse(rollout.Text, CultureInfo.InvariantCulture, out var said))
            return new(Verdict.Of(false));
        try
        {
            return new(Verdict.Of(checked(int.Parse(rollout.Text, CultureInfo.InvariantCulture) - wanted) == 0 || said == wanted));
        }
        catch (OverflowException)
        {
            return new(new Verdict.Unscorable("a number beyond its type"));
        }
    }
}
