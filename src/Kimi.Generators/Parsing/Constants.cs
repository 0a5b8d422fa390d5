using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Kimi.Generators.Parsing;

/// <summary>Writes an attribute's constants, in the invariant culture.</summary>
internal static class Constants
{
    /// <summary>A constant as source that has the same value and type anywhere.</summary>
    public static string Literal(TypedConstant constant)
    {
        if (constant.IsNull)
            return "null!";
        return constant.Kind switch
        {
            TypedConstantKind.Array => $"new {constant.Type!.FullName()} {{ {string.Join(", ", constant.Values.Select(Literal))} }}".Replace("{  }", "{ }"),
            TypedConstantKind.Type => $"typeof({((ITypeSymbol)constant.Value!).FullName()})",
            TypedConstantKind.Enum => EnumLiteral(constant),
            _ => Literal(constant.Value!),
        };
    }

    /// <summary>A constant as a message writes it.</summary>
    public static string Text(TypedConstant constant)
    {
        if (constant.IsNull)
            return "null";
        return constant.Kind switch
        {
            TypedConstantKind.Array => $"[{string.Join(", ", constant.Values.Select(Text))}]",
            TypedConstantKind.Type => ((ITypeSymbol)constant.Value!).Name,
            TypedConstantKind.Enum => EnumMember(constant)?.Name ?? Convert.ToString(constant.Value, CultureInfo.InvariantCulture),
            _ when constant.Value is string text => SymbolDisplay.FormatLiteral(text, quote: true),
            _ => Text(constant.Value!),
        };
    }

    /// <summary>A value as a message writes it: the shortest form that reads back as the same number.</summary>
    public static string Text(object value) => value switch
    {
        double number => number.ToString("R", CultureInfo.InvariantCulture),
        float number => number.ToString("R", CultureInfo.InvariantCulture),
        bool flag => flag ? "true" : "false",
        _ => Convert.ToString(value, CultureInfo.InvariantCulture),
    };

    /// <summary>A constant's value when it is a number.</summary>
    public static double? Number(TypedConstant constant) =>
        constant.Kind == TypedConstantKind.Primitive && constant.Value is sbyte or byte or short or ushort or int or uint or long or ulong or float or double
            ? Convert.ToDouble(constant.Value, CultureInfo.InvariantCulture)
            : null;

    /// <summary>A constant's length when it is a text or an array.</summary>
    public static int? Length(TypedConstant constant) =>
        constant.IsNull ? null : constant.Kind == TypedConstantKind.Array ? constant.Values.Length : (constant.Value as string)?.Length;

    /// <summary>The numbers of a constant array.</summary>
    public static IEnumerable<double> Numbers(TypedConstant constant) =>
        constant.Kind == TypedConstantKind.Array && !constant.IsNull ? constant.Values.Select(Number).OfType<double>() : [];

    /// <summary>A constant text, or the texts of a constant array.</summary>
    public static IEnumerable<string> Texts(TypedConstant constant) => constant switch
    {
        { IsNull: true } => [],
        { Kind: TypedConstantKind.Array } => constant.Values.Select(item => item.Value).OfType<string>(),
        { Value: string text } => [text],
        _ => [],
    };

    private static string Literal(object value) => value switch
    {
        double.NaN => "double.NaN",
        double.PositiveInfinity => "double.PositiveInfinity",
        double.NegativeInfinity => "double.NegativeInfinity",
        double number => WithPoint(Text(number)),
        float.NaN => "float.NaN",
        float.PositiveInfinity => "float.PositiveInfinity",
        float.NegativeInfinity => "float.NegativeInfinity",
        float number => Text(number) + "f",
        long number => number == long.MinValue ? "long.MinValue" : Text(number) + "L",
        ulong number => Text(number) + "UL",
        uint number => Text(number) + "U",
        int.MinValue => "int.MinValue",
        // C# has no literals of these types: a cast preserves the type where an object is expected.
        byte or sbyte or short or ushort => $"({Keyword(value)})({Text(value)})",
        _ => SymbolDisplay.FormatPrimitive(value, quoteStrings: true, useHexadecimalNumbers: false)!,
    };

    private static string Keyword(object value) => value switch
    {
        byte => "byte",
        sbyte => "sbyte",
        short => "short",
        _ => "ushort",
    };

    private static string WithPoint(string number) => number.IndexOfAny(['.', 'E']) >= 0 ? number : number + ".0";

    private static string EnumLiteral(TypedConstant constant)
    {
        var type = constant.Type!.FullName();
        return EnumMember(constant) is { } member
            ? $"{type}.{Identifiers.Escape(member.Name)}"
            : $"({type})({Text(constant.Value!)})";
    }

    private static IFieldSymbol? EnumMember(TypedConstant constant) =>
        constant.Type!.GetMembers().OfType<IFieldSymbol>().FirstOrDefault(f => f.HasConstantValue && Equals(f.ConstantValue, constant.Value));
}
