// Form: a base class judges, and the class itself says by which form
using Kimi.Dsl;

namespace Acme;

[Recipe("judge-inherits-its-rules")]
public abstract partial class JudgeInheritsItsRules
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
    [Reward<Sums>]
    public abstract Policy LongCot(Policy sft, PromptSet problems);

    [Evaluate]
    [Reward<Sums>]
    public abstract Evaluation Report(Policy longCot, PromptSet heldOut);
}

/// <summary>Judges what follows a mark.</summary>
/// <param name="mark">The mark.</param>
public abstract class Marked(string mark) : IReward<MathProblem>
{
    /// <inheritdoc/>
    public ValueTask<Verdict> JudgeAsync(MathProblem problem, Rollout rollout, CancellationToken cancellationToken)
    {
        var said = rollout.Text.Split(mark) is [_, .., var last] ? Normal(last) : null;
        return new(said is null ? Verdict.Of(false) : new Verdict.Scored(Score(said, problem)) { Answer = said });
    }

    /// <summary>Its score.</summary>
    /// <param name="said">What was said.</param>
    /// <param name="problem">The problem.</param>
    protected virtual double Score(string said, MathProblem problem) => said == Normal(problem.Answer) ? 1 : 0;

    /// <summary>A form in which equal answers are equal.</summary>
    /// <param name="text">An answer.</param>
    protected abstract string Normal(string text);
}

/// <summary>Judges sums.</summary>
public sealed class Sums() : Marked("#")
{
    /// <inheritdoc/>
    protected override string Normal(string text) => text.Trim().TrimStart('0') is { Length: > 0 } number ? number : "0";
}
