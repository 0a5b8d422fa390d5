// Form: a batch is judged in parallel, and verdicts keep their places
using System.Net.Http;
using Kimi.Dsl;

namespace Acme;

[Recipe("verdicts-in-parallel")]
public abstract partial class VerdictsInParallel
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
    [Reward<OrderedJudge>]
    public abstract Policy LongCot(Policy sft, PromptSet problems);

    [Evaluate]
    [Reward<OrderedJudge>]
    public abstract Evaluation Report(Policy longCot, PromptSet heldOut);
}

/// <summary>Judges a batch by a service.</summary>
/// <param name="client">Reaches it.</param>
public sealed class OrderedJudge(HttpClient client) : IBatchReward<MathProblem>
{
    /// <inheritdoc/>
    public async ValueTask<IReadOnlyList<Verdict>> JudgeAsync(
        IReadOnlyList<(MathProblem Problem, Rollout Rollout)> rollouts, CancellationToken cancellationToken)
    {
        var verdicts = new Verdict[rollouts.Count];
        await Parallel.ForEachAsync(Enumerable.Range(0, rollouts.Count), cancellationToken, async (place, stop) =>
        {
            var (problem, rollout) = rollouts[place];
            var address = new Uri("http://judge:8000/?q=" + Uri.EscapeDataString(rollout.Text + problem.Answer));
            verdicts[place] = Verdict.Of(await client.GetStringAsync(address, stop) == "yes");
        });
        return verdicts;
    }
}
