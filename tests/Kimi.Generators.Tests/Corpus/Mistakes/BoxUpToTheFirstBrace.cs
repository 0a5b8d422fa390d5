// Stack: verl
// Kind: what is in the box is read up to the first brace, which cuts a fraction
// Caught: never
using System.Text.RegularExpressions;
using Kimi.Dsl;

namespace Acme;

[Recipe("box-up-to-the-first-brace")]
public abstract partial class BoxUpToTheFirstBrace
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
    [Reward<BoxJudge>]
    public abstract Policy LongCot(Policy sft, PromptSet problems);

    [Evaluate]
    [Reward<BoxJudge>]
    public abstract Evaluation Report(Policy longCot, PromptSet heldOut);
}

/// <summary>Judges a response.</summary>
public sealed class BoxJudge : IReward<MathProblem>
{
    private static readonly Regex s_box = new(@"\\boxed\{(.*?)\}"); //! none yet

    /// <inheritdoc/>
    public ValueTask<Verdict> JudgeAsync(MathProblem problem, Rollout rollout, CancellationToken cancellationToken)
    {
        var boxes = s_box.Matches(rollout.Text);
        return new(Verdict.Of(boxes.Count > 0 && boxes[^1].Groups[1].Value.Trim() == problem.Answer));
    }
}
