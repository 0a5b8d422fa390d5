// Form: an index into what a pattern has made sure of
using System.Globalization;
using System.Text.RegularExpressions;
using Kimi.Dsl;

namespace Acme;

[Recipe("guarded-by-a-pattern")]
public abstract partial class GuardedByAPattern
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
    [Reward<Formed>]
    public abstract Policy LongCot(Policy sft, PromptSet problems);

    [Evaluate]
    [Reward<Formed>]
    public abstract Evaluation Report(Policy longCot, PromptSet heldOut);
}

/// <summary>Judges a response.</summary>
public sealed class Formed : IReward<MathProblem>
{
    private static readonly Regex s_form = new("^[^#]*#[0-9]{1,8}$");

    /// <inheritdoc/>
    public ValueTask<Verdict> JudgeAsync(MathProblem problem, Rollout rollout, CancellationToken cancellationToken)
    {
        var text = rollout.Text;
        if (!s_form.IsMatch(text))
            return new(Verdict.Of(false));
        var said = text.Split('#')[1];
        return new(Verdict.Of(int.Parse(said, CultureInfo.InvariantCulture) == int.Parse(problem.Answer, CultureInfo.InvariantCulture)));
    }
}
