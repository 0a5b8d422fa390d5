// Stack: unsloth
// Kind: partial credit for the form comes before the case of the right answer, which is never reached
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("partial-credit-first")]
public abstract partial class PartialCreditFirst
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
    [Reward<Credit>]
    public abstract Policy LongCot(Policy sft, PromptSet problems);

    [Evaluate]
    [Reward<Credit>]
    public abstract Evaluation Report(Policy longCot, PromptSet heldOut);
}

/// <summary>Judges a response.</summary>
public sealed class Credit : IReward<MathProblem>
{
    /// <inheritdoc/>
    public ValueTask<Verdict> JudgeAsync(MathProblem problem, Rollout rollout, CancellationToken cancellationToken) =>
        ValueTask.FromResult<Verdict>(new Verdict.Scored(Points(rollout.Text, problem.Answer)));

    private static double Points(string text, string answer) => text switch
    {
        "" => 0,
        var said when said.Contains('#') => 0.2,
        var said when said.EndsWith($"#{answer}", StringComparison.Ordinal) => 1, //! KIMI8023
        _ => 0,
    };
}
