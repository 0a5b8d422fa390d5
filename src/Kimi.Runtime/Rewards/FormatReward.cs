using System.Text.RegularExpressions;
using Kimi.Dsl;

namespace Kimi.Runtime.Rewards;

/// <summary>Whether a response has a form: a regular expression that takes time in proportion to the response, so that none can hang it.</summary>
/// <param name="options">The pattern, checked before the run.</param>
[ImplementationVersion(1)]
public sealed class FormatReward(FormatRewardAttribute options) : IFormatReward
{
    private readonly Regex _pattern = new(options.Pattern, LinearPatternAttribute.Options);

    /// <inheritdoc/>
    public ValueTask<Verdict> JudgeAsync(Problem problem, string response, CancellationToken cancellationToken) => new(Verdict.Of(_pattern.IsMatch(response)));
}
