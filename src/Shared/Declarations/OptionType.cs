using System.Globalization;
using Kimi.Shared.Metadata;

namespace Kimi.Shared.Declarations;

/// <summary>What kind of value an option takes.</summary>
internal abstract record OptionType
{
    /// <summary>As a message says it.</summary>
    public abstract string Expectation { get; }

    /// <summary>What kind of value a type takes.</summary>
    public static OptionType Of(MetadataValueType type) => type.IsList ? new ListType(OfItem(type)) : OfItem(type);

    /// <summary>A value from text, as in configuration; null when the text is not such a value.</summary>
    /// <param name="text">The text.</param>
    /// <param name="mark">Where it stands.</param>
    public abstract OptionValue? Read(string text, int mark);

    private static OptionType OfItem(MetadataValueType type) => type.Choices is { } names ? new ChoiceType(names) { IsFlags = type.IsFlags } : type.Name switch
    {
        nameof(Boolean) => new FlagType(),
        nameof(String) => new TextType(),
        nameof(Char) => new CharacterType(),
        nameof(Double) or nameof(Decimal) => new FractionType(IsSingle: false),
        nameof(Single) => new FractionType(IsSingle: true),
        nameof(SByte) => new IntegerType(sbyte.MinValue, sbyte.MaxValue),
        nameof(Byte) => new IntegerType(byte.MinValue, byte.MaxValue),
        nameof(Int16) => new IntegerType(short.MinValue, short.MaxValue),
        nameof(UInt16) => new IntegerType(ushort.MinValue, ushort.MaxValue),
        nameof(Int32) => new IntegerType(int.MinValue, int.MaxValue),
        nameof(UInt32) => new IntegerType(uint.MinValue, uint.MaxValue),
        nameof(Int64) => new IntegerType(long.MinValue, long.MaxValue),
        nameof(UInt64) => new IntegerType(ulong.MinValue, ulong.MaxValue),
        _ => new OtherType(type.Name),
    };

    /// <summary>A value.</summary>
    protected static OptionValue Value(
        string text, int mark, double? number = null, int? length = null, IReadOnlyList<double>? numbers = null, IReadOnlyList<string>? texts = null) =>
        new() { Text = text, Number = number, Length = length, Numbers = numbers ?? [], Texts = texts ?? [], IsGiven = true, Mark = mark };
}

/// <summary>A whole number.</summary>
internal sealed record IntegerType(decimal Minimum, decimal Maximum) : OptionType
{
    /// <inheritdoc/>
    public override string Expectation =>
        $"a whole number from {Minimum.ToString(CultureInfo.InvariantCulture)} to {Maximum.ToString(CultureInfo.InvariantCulture)}";

    /// <inheritdoc/>
    public override OptionValue? Read(string text, int mark) =>
        decimal.TryParse(text.Trim(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) && number >= Minimum && number <= Maximum
            ? Value(number.ToString(CultureInfo.InvariantCulture), mark, (double)number)
            : null;
}

/// <summary>A number.</summary>
internal sealed record FractionType(bool IsSingle) : OptionType
{
    /// <inheritdoc/>
    public override string Expectation => "a number, such as 0.5 or 1e-4";

    /// <inheritdoc/>
    public override OptionValue? Read(string text, int mark) =>
        double.TryParse(text.Trim(), NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            && !double.IsNaN(number)
            && Math.Abs(number) <= (IsSingle ? float.MaxValue : double.MaxValue)
            ? Value(number.ToString("R", CultureInfo.InvariantCulture), mark, number)
            : null;
}

/// <summary>True or false.</summary>
internal sealed record FlagType : OptionType
{
    /// <inheritdoc/>
    public override string Expectation => "true or false";

    /// <inheritdoc/>
    public override OptionValue? Read(string text, int mark) => bool.TryParse(text, out var flag) ? Value(flag ? "true" : "false", mark) : null;
}

/// <summary>A text.</summary>
internal sealed record TextType : OptionType
{
    /// <inheritdoc/>
    public override string Expectation => "a text";

    /// <inheritdoc/>
    public override OptionValue? Read(string text, int mark) => Value($"\"{text}\"", mark, length: text.Length, texts: [text]);
}

/// <summary>One character.</summary>
internal sealed record CharacterType : OptionType
{
    /// <inheritdoc/>
    public override string Expectation => "one character";

    /// <inheritdoc/>
    public override OptionValue? Read(string text, int mark) => text.Length == 1 ? Value(text, mark) : null;
}

/// <summary>One of some names.</summary>
internal sealed record ChoiceType(IReadOnlyList<string> Names) : OptionType
{
    /// <inheritdoc/>
    public override string Expectation => $"one of {string.Join(", ", Names)}";

    /// <summary>Whether several of them can be one value.</summary>
    public bool IsFlags { get; init; }

    /// <inheritdoc/>
    public override OptionValue? Read(string text, int mark) =>
        Names.FirstOrDefault(n => string.Equals(n, text, StringComparison.OrdinalIgnoreCase)) is { } name ? Value(name, mark) : null;
}

/// <summary>A list; as text its items are separated by commas.</summary>
internal sealed record ListType(OptionType Item) : OptionType
{
    /// <inheritdoc/>
    public override string Expectation => $"a list, such as [ … ] in JSON or comma-separated on the command line, each item {Item.Expectation}";

    /// <inheritdoc/>
    public override OptionValue? Read(string text, int mark) =>
        Read(text.Split(',').Select(item => item.Trim()).Where(item => item.Length > 0).ToList(), mark);

    /// <summary>A value from the texts of its items; null when one of them is not a valid item.</summary>
    public OptionValue? Read(IReadOnlyList<string> texts, int mark)
    {
        var items = texts.Select(text => Item.Read(text, mark)).ToList();
        return items.Any(item => item is null)
            ? null
            : Value($"[{string.Join(", ", items.Select(item => item!.Text))}]", mark, length: items.Count,
                numbers: [.. items.Select(item => item!.Number).OfType<double>()], texts: [.. items.SelectMany(item => item!.Texts)]);
    }
}

/// <summary>Some other type, for which text is taken as it is.</summary>
internal sealed record OtherType(string Name) : OptionType
{
    /// <inheritdoc/>
    public override string Expectation => $"a {Name}";

    /// <inheritdoc/>
    public override OptionValue? Read(string text, int mark) => Value(text, mark);
}
