// Stack: verl
// Kind: a service is asked without await, so every verdict holds a thread
// Caught: build
using Kimi.Dsl;
using System.Globalization;
using System.Net.Http;

namespace Acme;

[Recipe("judge-that-blocks-its-thread")]
public abstract partial class JudgeThatBlocksItsThread
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
    [Reward<JudgeThatBlocksItsThreadJudge>]
    public abstract Policy LongCot(Policy sft, PromptSet problems);

    [Evaluate]
    [Reward<JudgeThatBlocksItsThreadJudge>]
    public abstract Evaluation Report(Policy longCot, PromptSet heldOut);
}

/// <summary>Judges a response by a service.</summary>
/// <param name="client">Reaches it.</param>
public sealed class JudgeThatBlocksItsThreadJudge(HttpClient client) : IReward<MathProblem>
{
    /// <inheritdoc/>
    public ValueTask<Verdict> JudgeAsync(MathProblem problem, Rollout rollout, CancellationToken cancellationToken)
    {
        var address = new Uri("http://judge:8000/?q=" + Uri.EscapeDataString(rollout.Text + problem.Answer));
        var reply = client.GetStringAsync(address, cancellationToken).Result; //! KIMI8006
        return new(Verdict.Of(reply == "yes"));
    }
}
