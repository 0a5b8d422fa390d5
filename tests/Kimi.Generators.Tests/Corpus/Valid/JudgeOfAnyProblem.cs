// Form: a generic reward, closed on the stage, in a class over two files
using Kimi.Dsl;

namespace Acme;

[Recipe("judge-of-any-problem")]
public abstract partial class JudgeOfAnyProblem
{
    [Problems<AdditionProblems>(Count = 4_096)]
    public abstract PromptSet Problems();

    [Problems<AdditionProblems>(Count = 256, Split = Split.HeldOut)]
    public abstract PromptSet HeldOut();

    [Demonstrations<AdditionSteps>]
    public abstract Demonstrations Traces(PromptSet problems);
}
//// Stages.cs
using Kimi.Dsl;

namespace Acme;

public abstract partial class JudgeOfAnyProblem
{
    [InitializeTransformer(Layers = 6, ContextLength = 512)]
    public abstract Policy Initial();

    [FineTune(Steps = 500)]
    public abstract Policy Sft(Policy initial, Demonstrations traces);

    [Reinforce(Iterations = 80)]
    [MirrorDescent]
    [Reward<Ends<MathProblem>>]
    public abstract Policy LongCot(Policy sft, PromptSet problems);

    [Evaluate]
    [Reward<Ends<MathProblem>>]
    public abstract Evaluation Report(Policy longCot, PromptSet heldOut);
}

/// <summary>Wants a response to end as the problem's prompt begins.</summary>
/// <typeparam name="T">The problems.</typeparam>
public sealed class Ends<T> : IReward<T>
    where T : Problem
{
    /// <inheritdoc/>
    public ValueTask<Verdict> JudgeAsync(T problem, Rollout rollout, CancellationToken cancellationToken) => new(
        problem is MathProblem math
            ? Verdict.Of(rollout.Text.EndsWith('#' + math.Answer, StringComparison.Ordinal))
            : new Verdict.Unscorable("it has no answer"));
}
