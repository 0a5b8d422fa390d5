using System.Text.RegularExpressions;
using Kimi.Dsl;

namespace Kimi.Runtime.Rewards;

/// <summary>Whether a response has a form: a regular expression that takes time in proportion to the response, so that none can hang it.</summary>
[ImplementationVersion(1)]
public sealed class FormatReward : IFormatReward
{
    private readonly Regex _pattern;

    /// <summary>Reads the pattern.</summary>
    /// <param name="options">The pattern.</param>
    /// <exception cref="KimiException">It is no regular expression, or one that may take for ever.</exception>
    public FormatReward(FormatRewardAttribute options)
    {
        ArgumentNullException.ThrowIfNull(options);
        try
        {
            _pattern = new(options.Pattern, RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);
        }
        catch (Exception exception) when (exception is ArgumentException or NotSupportedException)
        {
            throw new KimiException($"Pattern '{options.Pattern}' of [FormatReward] cannot be used ({exception.Message.TrimEnd('.')}): write a regular expression without backreferences and lookarounds", exception);
        }
    }

    /// <inheritdoc/>
    public ValueTask<Verdict> JudgeAsync(Problem problem, string response, CancellationToken cancellationToken) => new(Verdict.Of(_pattern.IsMatch(response)));
}
