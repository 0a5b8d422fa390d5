using Kimi.Shared.Declarations;
using Microsoft.CodeAnalysis;

namespace Kimi.Generators.Parsing;

/// <summary>Tells what kind of value an option's type takes.</summary>
internal static class OptionTypes
{
    /// <summary>The kind of a type.</summary>
    public static OptionType Of(ITypeSymbol type) => type switch
    {
        IArrayTypeSymbol array => new ListType(Of(array.ElementType)),
        INamedTypeSymbol { TypeKind: TypeKind.Enum } choice => new ChoiceType([.. choice.GetMembers().OfType<IFieldSymbol>().Where(f => f.HasConstantValue).Select(f => f.Name)]),
        INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable => Of(nullable.TypeArguments[0]),
        _ => type.SpecialType switch
        {
            SpecialType.System_Boolean => new FlagType(),
            SpecialType.System_String => new TextType(),
            SpecialType.System_Char => new CharacterType(),
            SpecialType.System_Double => new FractionType(IsSingle: false),
            SpecialType.System_Single => new FractionType(IsSingle: true),
            SpecialType.System_SByte => new IntegerType(sbyte.MinValue, sbyte.MaxValue),
            SpecialType.System_Byte => new IntegerType(byte.MinValue, byte.MaxValue),
            SpecialType.System_Int16 => new IntegerType(short.MinValue, short.MaxValue),
            SpecialType.System_UInt16 => new IntegerType(ushort.MinValue, ushort.MaxValue),
            SpecialType.System_Int32 => new IntegerType(int.MinValue, int.MaxValue),
            SpecialType.System_UInt32 => new IntegerType(uint.MinValue, uint.MaxValue),
            SpecialType.System_Int64 => new IntegerType(long.MinValue, long.MaxValue),
            SpecialType.System_UInt64 => new IntegerType(ulong.MinValue, ulong.MaxValue),
            _ => new OtherType(type.Name),
        },
    };
}
