using System.ComponentModel.DataAnnotations;
using System.Text.RegularExpressions;

namespace Kimi.Dsl;

/// <summary>
/// Declares that an option is a regular expression that takes time in proportion to the text, so that no response can make it search forever: those of .NET,
/// without backreferences and lookarounds (KIMI5001 at start).
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class LinearPatternAttribute()
    : ValidationAttribute("it is no regular expression, or has backreferences or lookarounds, which may search for ever")
{
    /// <summary>How such an expression is matched.</summary>
    public const RegexOptions Options = RegexOptions.NonBacktracking | RegexOptions.CultureInvariant;

    /// <inheritdoc/>
    public override bool IsValid(object? value)
    {
        if (value is not string pattern)
            return false;
        try
        {
            _ = new Regex(pattern, Options);
            return true;
        }
        catch (Exception exception) when (exception is ArgumentException or NotSupportedException)
        {
            return false;
        }
    }
}
