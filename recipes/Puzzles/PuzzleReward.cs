using Kimi.Dsl;

namespace Kimi.Recipes.Puzzles;

/// <summary>Whether a puzzle is solved: what follows the last # is the answer, or, of a countdown, any expression that reaches the target.</summary>
public sealed class PuzzleRewardAttribute : RewardAttribute<PuzzleReward>;

/// <summary>Judges puzzles.</summary>
[ImplementationVersion(1)]
public sealed class PuzzleReward : IReward<MathProblem>
{
    private const char Marker = '#';

    /// <inheritdoc/>
    public ValueTask<Verdict> JudgeAsync(MathProblem problem, Rollout rollout, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(problem);
        ArgumentNullException.ThrowIfNull(rollout);
        var prompt = Styles.Plain(problem.Prompt.Text);
        var response = rollout.Text;
        var marker = response.LastIndexOf(Marker);
        var answer = response[(marker + 1)..];
        return new(Verdict.Of(marker >= 0 && (prompt[0] == Countdown.Letter ? Countdown.Parse(prompt).IsSolvedBy(answer) : answer == problem.Answer)));
    }
}
