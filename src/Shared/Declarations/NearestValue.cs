using System.Globalization;

namespace Kimi.Shared.Declarations;

/// <summary>The allowed value nearest to one that is not allowed, for a code fix.</summary>
internal static class NearestValue
{
    /// <summary>The value as a message writes it, or null when there is no nearest one.</summary>
    public static string? Of(OptionDeclaration option, OptionValue value) => option.Constraints
        .Where(constraint => constraint.Check(option.Name, value) is not null)
        .Select(constraint => Of(constraint, value))
        .FirstOrDefault(nearest => nearest is not null);

    private static string? Of(OptionConstraint constraint, OptionValue value) => constraint switch
    {
        RangeConstraint range when value.Number is { } number => range.Nearest(number)?.ToString("R", CultureInfo.InvariantCulture),
        ValuesConstraint { AreAllowed: true } allowed when value.Number is null => Nearest(value.Text, allowed.Texts),
        _ => null,
    };

    // Without the quotes, which would make short texts look alike.
    private static string? Nearest(string text, IReadOnlyList<string> allowed)
    {
        var near = NearestName.Of(text.Trim('"'), allowed.Where(a => a != "null").Select(a => a.Trim('"')));
        return allowed.FirstOrDefault(a => a.Trim('"') == near);
    }
}
