// Stack: verl
// Kind: a batch is judged in parallel and verdicts are collected as they come
// Caught: build
using System.Collections.Concurrent;
using System.Net.Http;
using Kimi.Dsl;

namespace Acme;

[Recipe("verdicts-as-they-come")]
public abstract partial class VerdictsAsTheyCome
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
    [Reward<ParallelJudge>]
    public abstract Policy LongCot(Policy sft, PromptSet problems);

    [Evaluate]
    [Reward<ParallelJudge>]
    public abstract Evaluation Report(Policy longCot, PromptSet heldOut);
}

/// <summary>Judges a batch by a service.</summary>
/// <param name="client">Reaches it.</param>
public sealed class ParallelJudge(HttpClient client) : IBatchReward<MathProblem>
{
    /// <inheritdoc/>
    public async ValueTask<IReadOnlyList<Verdict>> JudgeAsync(
        IReadOnlyList<(MathProblem Problem, Rollout Rollout)> rollouts, CancellationToken cancellationToken)
    {
        var verdicts = new ConcurrentBag<Verdict>();
        await Parallel.ForEachAsync(rollouts, cancellationToken, async (one, stop) =>
        {
            var address = new Uri("http://judge:8000/?q=" + Uri.EscapeDataString(one.Rollout.Text + one.Problem.Answer));
            verdicts.Add(Verdict.Of(await client.GetStringAsync(address, stop) == "yes"));
        });
        return [.. verdicts]; //! KIMI8013
    }
}
