// Stack: OpenRLHF
// Kind: a reward sleeps before each call to stay below the rate limit, and holds its thread
// Caught: build
using System.Net.Http;
using Kimi.Dsl;

namespace Acme;

[Recipe("sleeps-in-the-verdict")]
public abstract partial class SleepsInTheVerdict
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
    [Reward<PoliteJudge>]
    public abstract Policy LongCot(Policy sft, PromptSet problems);

    [Evaluate]
    [Reward<PoliteJudge>]
    public abstract Evaluation Report(Policy longCot, PromptSet heldOut);
}

/// <summary>Asks a service.</summary>
/// <param name="client">Reaches it.</param>
public sealed class PoliteJudge(HttpClient client) : IReward<MathProblem>
{
    /// <inheritdoc/>
    public async ValueTask<Verdict> JudgeAsync(MathProblem problem, Rollout rollout, CancellationToken cancellationToken)
    {
        Thread.Sleep(500); //! KIMI8006
        var address = new Uri("http://judge:8000/?q=" + Uri.EscapeDataString(rollout.Text + problem.Answer));
        return Verdict.Of(await client.GetStringAsync(address, cancellationToken) == "yes");
    }
}
