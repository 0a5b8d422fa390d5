using Kimi.Dsl;
using Kimi.Runtime.RewardModels;

namespace Kimi.Runtime.Rewards;

/// <summary>Lets a reward model judge (paper 2.3.5). It is loaded at the first response, and takes one call at a time.</summary>
/// <param name="rewardModel">Gives the stage's reward model.</param>
/// <param name="rewardModels">Loads it.</param>
[ImplementationVersion(1)]
internal sealed class ModelReward(Func<RewardModel> rewardModel, RewardModelLoader rewardModels) : IModelReward, IBatchReward, IDisposable
{
    private readonly Lock _turn = new();
    private ResponseJudge? _judge;

    public ValueTask<Verdict> JudgeAsync(MathProblem problem, string response, CancellationToken cancellationToken) =>
        new(JudgeAll([(problem, response)], cancellationToken)[0]);

    public IReadOnlyList<Verdict> JudgeAll(IReadOnlyList<(Problem Problem, string Response)> responses, CancellationToken cancellationToken)
    {
        var judged = new Verdict[responses.Count];
        var answered = new List<(int Index, (MathProblem Problem, string Response) Response)>();
        for (var i = 0; i < responses.Count; i++)
        {
            if (responses[i].Problem is MathProblem { Answer.Length: > 0 } problem)
                answered.Add((i, (problem, responses[i].Response)));
            else
                judged[i] = new Verdict.Unscorable($"problem {responses[i].Problem.Id} has no reference answer");
        }

        lock (_turn)
        {
            _judge ??= rewardModels.Load(rewardModel());
            foreach (var ((index, _), verdict) in answered.Zip(_judge.Judge([.. answered.Select(entry => entry.Response)], cancellationToken)))
                judged[index] = verdict;
        }

        return judged;
    }

    public void Dispose() => _judge?.Dispose();
}
