using Kimi.Dsl;

namespace Kimi.Runtime.Rewards;

/// <summary>Rule-based correctness (paper 2.3.5): what follows the last marker equals the answer, ignoring spaces at the ends.</summary>
/// <remarks>A response without the marker states no answer: it is wrong, not unscorable.</remarks>
/// <param name="options">The marker.</param>
[ImplementationVersion(1)]
public sealed class ExactAnswerReward(ExactAnswerRewardAttribute options) : IExactAnswerReward, IReward<MathProblem>
{
    /// <inheritdoc/>
    public ValueTask<Verdict> JudgeAsync(MathProblem problem, Rollout rollout, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(problem);
        ArgumentNullException.ThrowIfNull(rollout);
        if (problem.Answer.Length == 0)
            return new(new Verdict.Unscorable($"problem {problem.Id} has no reference answer"));
        var response = rollout.Text;
        var marker = response.LastIndexOf(options.Marker, StringComparison.Ordinal);
        var answer = marker < 0 ? null : response[(marker + options.Marker.Length)..].Trim();
        return new(new Verdict.Scored(answer == problem.Answer.Trim() ? 1 : 0) { Answer = answer });
    }
}
