// Stack: OpenRLHF
// Kind: a number is parsed by the culture of the machine
// Caught: never
using Kimi.Dsl;

namespace Acme;

[Recipe("parsed-by-the-machine")]
public abstract partial class ParsedByTheMachine
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
    [Reward<SumReward>]
    public abstract Policy LongCot(Policy sft, PromptSet problems);
}

/// <summary>Judges sums.</summary>
public sealed class SumReward : IReward<MathProblem>
{
    /// <inheritdoc/>
    public ValueTask<Verdict> JudgeAsync(MathProblem problem, Rollout rollout, CancellationToken cancellationToken) =>
        new(Verdict.Of(double.TryParse(rollout.Text, out var value) && value == double.Parse(problem.Answer))); //! none yet
}
