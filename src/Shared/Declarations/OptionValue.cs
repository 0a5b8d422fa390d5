namespace Kimi.Shared.Declarations;

/// <summary>An option's value, whether an attribute, a JSON file or a command line gives it.</summary>
internal sealed record OptionValue
{
    /// <summary>As a message writes it.</summary>
    public required string Text { get; init; }

    /// <summary>Whether it is a truth value, and true.</summary>
    public bool IsTrue => string.Equals(Text, bool.TrueString, StringComparison.OrdinalIgnoreCase);

    /// <summary>Its value, when it is a number.</summary>
    public double? Number { get; init; }

    /// <summary>Its length, when it is a text or a list.</summary>
    public int? Length { get; init; }

    /// <summary>Its items, when it is a list of numbers.</summary>
    public IReadOnlyList<double> Numbers { get; init; } = [];

    /// <summary>The text itself, when it is one, or its items, when it is a list of texts.</summary>
    public IReadOnlyList<string> Texts { get; init; } = [];

    /// <summary>Whether it was given, as opposed to being the default.</summary>
    public required bool IsGiven { get; init; }

    /// <summary>The mark of the place where it was given; for a default, of its attribute.</summary>
    public required int Mark { get; init; }
}
