using Kimi.Dsl;
using Kimi.Runtime.RewardModels;

namespace Kimi.Runtime.Rewards;

/// <summary>Lets a reward model judge (paper 2.3.5): all responses of an iteration together, so that their verdicts repeat bit for bit.</summary>
/// <param name="rewardModel">Gives the stage's reward model, which is loaded at the first responses.</param>
/// <param name="rewardModels">Loads it.</param>
[ImplementationVersion(1)]
internal sealed class ModelReward(Func<RewardModel> rewardModel, RewardModelLoader rewardModels) : IModelReward, IDisposable
{
    // A call that ran out of time may still be at work.
    private readonly SemaphoreSlim _turn = new(1);
    private ResponseJudge? _judge;

    public async ValueTask<IReadOnlyList<Verdict>> JudgeAsync(
        IReadOnlyList<(MathProblem Problem, Rollout Rollout)> rollouts, CancellationToken cancellationToken)
    {
        var answered = rollouts.Where(entry => entry.Problem.Answer.Length > 0).Select(entry => (entry.Problem, entry.Rollout.Text)).ToList();
        var judged = new Queue<Verdict>(await JudgeAsync(answered, cancellationToken).ConfigureAwait(false));
        return
        [
            .. rollouts.Select(entry => entry.Problem.Answer.Length > 0
                ? judged.Dequeue()
                : new Verdict.Unscorable($"problem {entry.Problem.Id} has no reference answer")),
        ];
    }

    public void Dispose()
    {
        // A call that still uses the model keeps it until the process ends.
        if (_turn.Wait(TimeSpan.FromSeconds(10)))
            _judge?.Dispose();
    }

    private async Task<IReadOnlyList<Verdict>> JudgeAsync(IReadOnlyList<(MathProblem Problem, string Response)> answered, CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            _judge ??= rewardModels.Load(rewardModel());
            return await _judge.JudgeAsync(answered, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            _turn.Release();
        }
    }
}
