// Form: first, last and largest of what always has one
using System.Text.RegularExpressions;
using Kimi.Dsl;

namespace Acme;

[Recipe("taken-from-what-is-never-empty")]
public abstract partial class TakenFromWhatIsNeverEmpty
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
    [Reward<Last>]
    public abstract Policy LongCot(Policy sft, PromptSet problems);

    [Evaluate]
    [Reward<Last>]
    public abstract Evaluation Report(Policy longCot, PromptSet heldOut);
}

/// <summary>Judges a response.</summary>
public sealed class Last : IReward<MathProblem>
{
    /// <inheritdoc/>
    public ValueTask<Verdict> JudgeAsync(MathProblem problem, Rollout rollout, CancellationToken cancellationToken)
    {
        var lines = rollout.Text.Split('\n');
        var longest = lines.Max(line => line.Length);
        var said = lines.Last().Split('#').Last();
        var numbers = Regex.Matches(rollout.Text, "[0-9]+").Select(match => match.Length).DefaultIfEmpty().Max();
        return ValueTask.FromResult(Verdict.Of(said == problem.Answer && longest < 400 && numbers < 12));
    }
}
