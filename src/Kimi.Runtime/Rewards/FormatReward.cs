using System.Text.RegularExpressions;
using Kimi.Dsl;

namespace Kimi.Runtime.Rewards;

/// <summary>Whether a response has a given form: the regular expression runs in time linear in the response, so that no response can hang it.</summary>
/// <param name="options">The pattern, checked before the run.</param>
[ImplementationVersion(1)]
public sealed class FormatReward(FormatRewardAttribute options) : IFormatReward
{
    private readonly Regex _pattern = new(options.Pattern, LinearPatternAttribute.Options);

    /// <inheritdoc/>
    public ValueTask<Verdict> JudgeAsync(Problem problem, Rollout rollout, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(rollout);
        return new(Verdict.Of(_pattern.IsMatch(rollout.Text)));
    }
}
