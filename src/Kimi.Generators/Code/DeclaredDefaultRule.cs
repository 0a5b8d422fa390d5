using System.Globalization;
using Kimi.Generators.Parsing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Kimi.Generators.Code;

/// <summary>Finds options whose declared default is another value than the one that they begin with, or that begin outside of their range.</summary>
internal static class DeclaredDefaultRule
{
    /// <summary>Finds what is wrong with what a property begins with.</summary>
    public static (Location Place, string Sentence)? Check(IPropertyInitializerOperation initializer, CancellationToken cancellationToken)
    {
        var option = initializer.InitializedProperties[0];
        if (!initializer.Value.ConstantValue.HasValue || !IsOptions(option.ContainingType))
            return null;
        if (Range(option) is var (least, most) && initializer.Value.ConstantValue.Value is IConvertible begin and not (string or bool or char)
            && begin.ToDouble(CultureInfo.InvariantCulture) is var first && (first < least || first > most))
        {
            return (
                initializer.Value.Syntax.GetLocation(),
                $"{option.Name} of {option.ContainingType.Name} begins with {initializer.Value.Syntax}, outside of its own [Range], "
                + $"{Constants.Text(least)} to {Constants.Text(most)}, so it is refused wherever nobody sets it: make the two agree");
        }

        var declared = option.GetAttributes().FirstOrDefault(attribute => attribute.AttributeClass is { Name: "DefaultValueAttribute" });
        if (declared is not { ConstructorArguments.Length: 1 } || declared.ConstructorArguments[0] is not { Kind: not TypedConstantKind.Array } constant
            || AreEqual(constant.Value, initializer.Value.ConstantValue.Value))
            return null;
        return (
            declared.ApplicationSyntaxReference!.GetSyntax(cancellationToken).GetLocation(),
            $"{option.Name} of {option.ContainingType.Name} begins with {initializer.Value.Syntax}, and its [DefaultValue] says {Constants.Text(constant)}, "
            + "by which the compiler and 'show' go: make the two agree");
    }

    private static (double Least, double Most)? Range(IPropertySymbol option) =>
        option.GetAttributes().FirstOrDefault(attribute => attribute.AttributeClass is { Name: "RangeAttribute" })
            is { ConstructorArguments: { Length: 2 } bounds } && Bound(bounds[0]) is { } least && Bound(bounds[1]) is { } most
            ? (least, most)
            : null;

    private static double? Bound(TypedConstant bound) =>
        bound is { Kind: TypedConstantKind.Primitive, Value: IConvertible value and not (string or bool or char) }
        ? value.ToDouble(CultureInfo.InvariantCulture)
        : null;

    private static bool IsOptions(INamedTypeSymbol type) => type.DerivesFromDsl("ComponentAttribute") || type.DerivesFromDsl("StageAttribute");

    private static bool AreEqual(object? first, object? second) =>
        Equals(first, second)
        || (first is IConvertible one and not (string or bool) && second is IConvertible other and not (string or bool)
            && one.ToDouble(CultureInfo.InvariantCulture).Equals(other.ToDouble(CultureInfo.InvariantCulture)));
}
