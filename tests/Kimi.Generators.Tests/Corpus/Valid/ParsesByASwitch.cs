// Form: a response is read by list patterns and TryParse in a switch
using Kimi.Dsl;
using System.Globalization;

namespace Acme;

[Recipe("parses-by-a-switch")]
public abstract partial class ParsesByASwitch
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
    [Reward<ParsesByASwitchJudge>]
    public abstract Policy LongCot(Policy sft, PromptSet problems);

    [Evaluate]
    [Reward<ParsesByASwitchJudge>]
    public abstract Evaluation Report(Policy longCot, PromptSet heldOut);
}

/// <summary>Judges a response.</summary>
public sealed class ParsesByASwitchJudge : IReward<MathProblem>
{
    /// <inheritdoc/>
    public ValueTask<Verdict> JudgeAsync(MathProblem problem, Rollout rollout, CancellationToken cancellationToken)
    {
        var value = rollout.Text.Split('#') switch
        {
            [_, .., var last] when int.TryParse(last, NumberStyles.Integer, CultureInfo.InvariantCulture, out var number) => number,
            [_, var only] => only.Length,
            _ => -1,
        };
        return new(Verdict.Of(value.ToString(CultureInfo.InvariantCulture) == problem.Answer));
    }
}
