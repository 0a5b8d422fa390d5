// Stack: prime-rl
// Kind: a semaphore is not released when the call between throws, and after a few failures every verdict waits
// Caught: build
using System.Net.Http;
using Kimi.Dsl;

namespace Acme;

[Recipe("gate-that-stays-closed")]
public abstract partial class GateThatStaysClosed
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
    [Reward<GatedJudge>]
    public abstract Policy LongCot(Policy sft, PromptSet problems);

    [Evaluate]
    [Reward<GatedJudge>]
    public abstract Evaluation Report(Policy longCot, PromptSet heldOut);
}

/// <summary>Asks a service, four calls at a time.</summary>
/// <param name="client">Reaches it.</param>
public sealed class GatedJudge(HttpClient client) : IReward<MathProblem>
{
    private readonly SemaphoreSlim _gate = new(4);

    /// <inheritdoc/>
    public async ValueTask<Verdict> JudgeAsync(MathProblem problem, Rollout rollout, CancellationToken cancellationToken)
    {
        await _gate.WaitAsync(cancellationToken);
        var said = await client.GetStringAsync(new Uri("http://judge:8000/?q=" + Uri.EscapeDataString(rollout.Text + problem.Answer)), cancellationToken);
        _gate.Release(); //! KIMI8006
        return Verdict.Of(said == "yes");
    }
}
