// Form: a semaphore is released whatever happens, and a judge that is down is a fault
using System.Net.Http;
using Kimi.Dsl;

namespace Acme;

[Recipe("gate-in-a-finally")]
public abstract partial class GateInAFinally
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
    [Reward<CarefulJudge>]
    public abstract Policy LongCot(Policy sft, PromptSet problems);

    [Evaluate]
    [Reward<CarefulJudge>]
    public abstract Evaluation Report(Policy longCot, PromptSet heldOut);
}

/// <summary>Asks a service, four calls at a time.</summary>
/// <param name="client">Reaches it.</param>
public sealed class CarefulJudge(HttpClient client) : IReward<MathProblem>
{
    private readonly SemaphoreSlim _gate = new(4);

    /// <inheritdoc/>
    public async ValueTask<Verdict> JudgeAsync(MathProblem problem, Rollout rollout, CancellationToken cancellationToken)
    {
        await _gate.WaitAsync(cancellationToken);
        try
        {
            var address = new Uri("http://judge:8000/?q=" + Uri.EscapeDataString(rollout.Text + problem.Answer));
            return Verdict.Of(await client.GetStringAsync(address, cancellationToken) == "yes");
        }
        catch (HttpRequestException exception)
        {
            return Verdict.Fault.Of(exception);
        }
        finally
        {
            _gate.Release();
        }
    }
}
