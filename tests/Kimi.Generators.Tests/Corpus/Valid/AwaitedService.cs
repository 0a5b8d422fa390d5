// Form: a reward awaits its service
using System.Net.Http;
using Kimi.Dsl;

namespace Acme;

[Recipe("awaited-service")]
public abstract partial class AwaitedService
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
    [Reward<Asked>]
    public abstract Policy LongCot(Policy sft, PromptSet problems);
}

/// <summary>A reward of ours.</summary>
public sealed class Asked(HttpClient service) : IReward<MathProblem>
{
    /// <inheritdoc/>
    public async ValueTask<Verdict> JudgeAsync(MathProblem problem, Rollout rollout, CancellationToken cancellationToken)
    {
        await Task.Delay(10, cancellationToken);
        return Verdict.Of(await service.GetStringAsync(new Uri($"http://judge/{rollout.Text}"), cancellationToken) == problem.Answer);
    }
}
