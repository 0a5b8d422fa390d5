// Form: a gate that a helper opens
using System.Net.Http;
using System.Text.RegularExpressions;
using Kimi.Dsl;

namespace Acme;

[Recipe("gate-of-a-helper")]
public abstract partial class GateOfAHelper
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
    [Reward<GateOfAHelperJudge>]
    public abstract Policy LongCot(Policy sft, PromptSet problems);

    [Evaluate]
    [Reward<GateOfAHelperJudge>]
    public abstract Evaluation Report(Policy longCot, PromptSet heldOut);
}

/// <summary>Asks.</summary>
/// <param name="client">Reaches it.</param>
public sealed class GateOfAHelperJudge(HttpClient client) : IReward<MathProblem>
{
    private readonly SemaphoreSlim _gate = new(4);

    /// <inheritdoc/>
    public async ValueTask<Verdict> JudgeAsync(MathProblem problem, Rollout rollout, CancellationToken cancellationToken)
    {
        using var place = await EnterAsync(cancellationToken);
        var address = new Uri("http://judge/?q=" + Uri.EscapeDataString(rollout.Text + problem.Answer));
        return Verdict.Of(await client.GetStringAsync(address, cancellationToken) == "yes");
    }

    private async Task<IDisposable> EnterAsync(CancellationToken cancellationToken)
    {
        await _gate.WaitAsync(cancellationToken);
        return new Place(_gate);
    }

    private sealed class Place(SemaphoreSlim gate) : IDisposable
    {
        public void Dispose() => gate.Release();
    }
}
