using Kimi.Dsl;

namespace Kimi.Recipes.Drawings;

/// <summary>Whether what follows the last # is the answer.</summary>
[ImplementationVersion(1)]
public sealed class PictureReward : IReward<PictureProblem>
{
    /// <inheritdoc/>
    public ValueTask<Verdict> JudgeAsync(PictureProblem problem, Rollout rollout, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(problem);
        ArgumentNullException.ThrowIfNull(rollout);
        var marker = rollout.Text.LastIndexOf('#');
        return new(Verdict.Of(marker >= 0 && rollout.Text[(marker + 1)..] == problem.Answer));
    }
}
