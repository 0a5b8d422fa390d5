// Form: a pattern whose groups are read by name and by number
using System.Text.RegularExpressions;
using Kimi.Dsl;

namespace Acme;

[Recipe("groups-by-name-and-number")]
public abstract partial class GroupsByNameAndNumber
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
    [Reward<Named>]
    public abstract Policy LongCot(Policy sft, PromptSet problems);

    [Evaluate]
    [Reward<Named>]
    public abstract Evaluation Report(Policy longCot, PromptSet heldOut);
}

/// <summary>Judges a response.</summary>
public sealed class Named : IReward<MathProblem>
{
    private static readonly Regex s_statement = new("#(?<sign>-?)([0-9]+)$");

    /// <inheritdoc/>
    public ValueTask<Verdict> JudgeAsync(MathProblem problem, Rollout rollout, CancellationToken cancellationToken)
    {
        var match = s_statement.Match(rollout.Text);
        var said = match.Groups["sign"].Value + match.Groups[1].Value;
        return ValueTask.FromResult(Verdict.Of(match is { Success: true, Value.Length: > 1 } && said == problem.Answer));
    }
}
