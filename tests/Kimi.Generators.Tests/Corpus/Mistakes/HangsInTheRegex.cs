// Stack: verl
// Kind: a pattern with a repetition in a repetition takes for ever on a long response
// Caught: build
using System.Text.RegularExpressions;
using Kimi.Dsl;

namespace Acme;

[Recipe("hangs-in-the-regex")]
public abstract partial class HangsInTheRegex
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
    [Reward<PatientJudge>]
    public abstract Policy LongCot(Policy sft, PromptSet problems);

    [Evaluate]
    [Reward<PatientJudge>]
    public abstract Evaluation Report(Policy longCot, PromptSet heldOut);
}

/// <summary>Judges a response.</summary>
public sealed class PatientJudge : IReward<MathProblem>
{
    /// <inheritdoc/>
    public ValueTask<Verdict> JudgeAsync(MathProblem problem, Rollout rollout, CancellationToken cancellationToken)
    {
        var match = Regex.Match(rollout.Text, @"^(\s*\w+[,.]?\s*)+#\s*(\S+)$"); //! KIMI8006
        return new(Verdict.Of(match.Groups[2].Value == problem.Answer));
    }
}
