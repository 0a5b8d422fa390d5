// Form: shares of lists that a source never leaves empty
using Kimi.Dsl;

namespace Acme;

[Recipe("share-of-answers-that-there-are")]
public abstract partial class ShareOfAnswersThatThereAre
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
    [Reward<Parts>]
    public abstract Policy LongCot(Policy sft, PromptSet problems);

    [Evaluate]
    [Reward<Parts>]
    public abstract Evaluation Report(Policy longCot, PromptSet heldOut);
}

/// <summary>Judges a response.</summary>
public sealed class Parts : IReward<MathProblem>
{
    /// <inheritdoc/>
    public ValueTask<Verdict> JudgeAsync(MathProblem problem, Rollout rollout, CancellationToken cancellationToken)
    {
        var expected = problem.Answer.ToCharArray();
        var said = rollout.Text[(rollout.Text.LastIndexOf('#') + 1)..];
        var right = expected.Where((digit, place) => place < said.Length && said[place] == digit).Count();
        return ValueTask.FromResult<Verdict>(new Verdict.Scored(said.Length > expected.Length ? 0 : (double)right / expected.Length));
    }
}
