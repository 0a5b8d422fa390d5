// Stack: verl
// Kind: a response counts only if it ended by the end of text, and the stage ends responses at a line break
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("only-end-of-text-counts")]
public abstract partial class OnlyEndOfTextCounts
{
    [Problems<AdditionProblems>(Count = 4_500)]
    public abstract PromptSet Problems();

    [Problems<AdditionProblems>(Count = 250, Split = Split.HeldOut)]
    public abstract PromptSet HeldOut();

    [Demonstrations<LineSteps>]
    public abstract Demonstrations Traces(PromptSet problems);

    [InitializeTransformer(Layers = 6, ContextLength = 256)]
    public abstract Policy Initial();

    [FineTune(Steps = 750)]
    public abstract Policy Sft(Policy initial, Demonstrations traces);

    [Reinforce(Iterations = 90, MaxResponseTokens = 96, StopTexts = ["\n"])]
    [MirrorDescent]
    [Reward<FinishedJudge>]
    public abstract Policy LongCot(Policy sft, PromptSet problems);

    [Evaluate(MaxResponseTokens = 96, StopTexts = ["\n"])]
    [Reward<FinishedJudge>]
    public abstract Evaluation Report(Policy longCot, PromptSet heldOut);
}

/// <summary>States the sum on a line of its own.</summary>
public sealed class LineSteps : IDemonstrationSource<MathProblem>
{
    /// <inheritdoc/>
    public string Respond(MathProblem problem, Random random) => $"{problem.Solution}#{problem.Answer}\n";
}

/// <summary>Judges finished responses.</summary>
public sealed class FinishedJudge : IReward<MathProblem>
{
    /// <inheritdoc/>
    public ValueTask<Verdict> JudgeAsync(MathProblem problem, Rollout rollout, CancellationToken cancellationToken)
    {
        if (rollout.StopReason != StopReason.EndOfText) //! KIMI4013
            return new(Verdict.Of(false));
        return new(Verdict.Of(rollout.Text.TrimEnd().EndsWith("#" + problem.Answer, StringComparison.Ordinal)));
    }
}
