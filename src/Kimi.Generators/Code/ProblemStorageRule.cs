using Kimi.Generators.Diagnostics;
using Kimi.Generators.Parsing;
using Kimi.Shared;
using Microsoft.CodeAnalysis;

namespace Kimi.Generators.Code;

/// <summary>
/// Reports what a record of problems holds and JSON cannot: it is stored between stages, and what cannot be read back is lost or ends the run.
/// </summary>
internal sealed class ProblemStorageRule() : TeamTypeRule(Descriptors.ProblemStorage)
{
    private const int MostLevels = 4;

    private static readonly HashSet<string> _collections = new(StringComparer.Ordinal)
    {
        "IEnumerable", "ICollection", "IReadOnlyCollection", "IList", "IReadOnlyList", "ISet", "IReadOnlySet", "IDictionary",
        "IReadOnlyDictionary", "IImmutableList", "IImmutableSet", "IImmutableDictionary",
    };

    private static readonly HashSet<string> _unstored = new(StringComparer.Ordinal)
    {
        "System.Type", "System.IntPtr", "System.UIntPtr", "System.IO.Stream", "System.Threading.CancellationToken", "System.Threading.Tasks.Task",
        "System.Threading.Tasks.ValueTask", "System.Text.RegularExpressions.Regex", "System.Reflection.MemberInfo", "System.IServiceProvider", "System.Lazy",
    };

    /// <inheritdoc/>
    public override IEnumerable<(Location Place, string Sentence)> CheckType(
        INamedTypeSymbol type, Compilation compilation, CancellationToken cancellationToken) =>
        !type.DerivesFromDsl("Problem") || HasConverter(type) ? [] : NotStored(type).Concat(Unreadable(type));

    private static IEnumerable<(Location Place, string Sentence)> NotStored(INamedTypeSymbol type) =>
        from property in type.GetMembers().OfType<IPropertySymbol>()
        let why = Hidden(property)
        where why is not null
        select (
            property.Locations[0],
            $"'{property.Name}' of the record '{type.Name}' {why}, so it is not stored, and a later stage finds it empty: "
            + "make it public, with 'get' and 'init'");

    // What is given to each problem and yet not stored. What only the record itself sets, it can make again.
    private static string? Hidden(IPropertySymbol property) => property switch
    {
        { IsStatic: true } or { IsIndexer: true } or { IsImplicitlyDeclared: true } => null,
        { SetMethod: null or { DeclaredAccessibility: Accessibility.Private } } => null,
        _ when property.GetAttributes().Any(attribute =>
            attribute.AttributeClass?.Name is "JsonIncludeAttribute" or "JsonIgnoreAttribute" or "JsonConverterAttribute") => null,
        { DeclaredAccessibility: not Accessibility.Public } => "is not public",
        { GetMethod: null } => "has no 'get'",
        _ => null,
    };

    private static IEnumerable<(Location Place, string Sentence)> Unreadable(INamedTypeSymbol type) =>
        from member in Stored(type)
        let fault = Fault(member, type, 0)
        where fault is not null
        select (
            member.Locations[0],
            $"'{member.Name}' of the record '{type.Name}' {fault}, so it does not survive the store between stages: "
            + "hold texts, numbers, lists and records of these, or give it a [JsonConverter]");

    private static IEnumerable<ISymbol> Stored(INamedTypeSymbol type) => type.GetMembers().Where(member =>
        member is { IsStatic: false, IsImplicitlyDeclared: false, DeclaredAccessibility: Accessibility.Public }
        && member is (IPropertySymbol { IsIndexer: false } or IFieldSymbol)
        && !member.GetAttributes().Any(attribute => attribute.AttributeClass?.Name is "JsonIgnoreAttribute" or "JsonConverterAttribute"));

    private static string? Fault(ISymbol member, INamedTypeSymbol owner, int level)
    {
        if (member is IPropertySymbol property)
        {
            var isComputed = !owner.GetMembers().OfType<IFieldSymbol>().Any(field => SymbolEqualityComparer.Default.Equals(field.AssociatedSymbol, property));
            if (isComputed && property.SetMethod is null)
                return null;
            if (property.SetMethod is null or { DeclaredAccessibility: not Accessibility.Public } && !IsTakenByConstructor(property, owner)
                && !IsIncluded(property))
                return "has no public 'init' or 'set'";
        }

        return Fault(member is IPropertySymbol { Type: var type } ? type : ((IFieldSymbol)member).Type, level);
    }

    private static bool IsTakenByConstructor(IPropertySymbol property, INamedTypeSymbol owner) => owner.InstanceConstructors.Any(constructor =>
        constructor.DeclaredAccessibility == Accessibility.Public
        && constructor.Parameters.Any(parameter => string.Equals(parameter.Name, property.Name, StringComparison.OrdinalIgnoreCase)));

    // [JsonInclude] has JSON set what only the record itself sets otherwise; there must be something that sets it.
    private static bool IsIncluded(IPropertySymbol property) =>
        property.SetMethod is not null && property.GetAttributes().Any(attribute => attribute.AttributeClass?.Name == "JsonIncludeAttribute");

    private static string? Fault(ITypeSymbol type, int level)
    {
        switch (type)
        {
            case IArrayTypeSymbol { Rank: > 1 }:
                return "is an array of several dimensions";
            case IArrayTypeSymbol array:
                return Fault(array.ElementType, level);
            case IPointerTypeSymbol or IFunctionPointerTypeSymbol or IDynamicTypeSymbol:
                return "is a pointer or dynamic";
            case { SpecialType: SpecialType.System_Object }:
                return "is an object of any type";
            case { TypeKind: TypeKind.Delegate }:
                return "is a function";
            case INamedTypeSymbol named:
                return Fault(named, level);
            default:
                return null;
        }
    }

    private static string? Fault(INamedTypeSymbol type, int level)
    {
        var names = type.SelfAndBases().Select(t => t.ContainingNamespace.FullName() + "." + t.Name);
        if (names.Any(_unstored.Contains) || type.IsRefLikeType)
            return $"is {Words.A(type.Name)}";
        if (IsTable(type) && !IsKey(type.TypeArguments[0]))
            return $"has keys of type {type.TypeArguments[0].ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat)}, and the keys of JSON are texts";
        if (type.TypeArguments.Select(argument => Fault(argument, level)).FirstOrDefault(fault => fault is not null) is { } inner)
            return inner.StartsWith("is ", StringComparison.Ordinal) ? "holds what " + inner : inner;
        if (HasConverter(type))
            return null;
        if (TeamCode.IsOfThePlatform(type))
            return type.TypeKind == TypeKind.Interface && !_collections.Contains(type.Name) ? Open(type) : null;
        if (type.ContainingNamespace.FullName().StartsWith("Kimi.Dsl", StringComparison.Ordinal))
            return null;
        if (type.TypeKind == TypeKind.Interface || type is { TypeKind: TypeKind.Class, IsAbstract: true })
            return Open(type);
        if (level == MostLevels || type.TypeKind is not (TypeKind.Class or TypeKind.Struct))
            return null;
        var fault = Stored(type).Select(member => (member.Name, Fault: Fault(member, type, level + 1))).FirstOrDefault(member => member.Fault is not null);
        return fault.Fault is null ? null : $"holds '{fault.Name}', which {fault.Fault}";
    }

    private static string Open(INamedTypeSymbol type) => $"is {Words.A(type.Name)}, of which JSON does not say which class it is";

    private static bool IsTable(INamedTypeSymbol type) =>
        type is { TypeArguments.Length: 2 } && type.AllInterfaces.Append(type).Any(contract => contract.Name is "IDictionary" or "IReadOnlyDictionary");

    private static bool IsKey(ITypeSymbol type) =>
        type.SpecialType is (>= SpecialType.System_Boolean and <= SpecialType.System_String) or SpecialType.System_DateTime
        || type.TypeKind is TypeKind.Enum or TypeKind.TypeParameter
        || type is { ContainingNamespace.Name: "System", Name: "Guid" or "DateTimeOffset" or "DateOnly" or "TimeOnly" or "TimeSpan" or "Uri" or "Version" };

    private static bool HasConverter(ISymbol type) => type.GetAttributes().Any(attribute =>
        attribute.AttributeClass?.Name is "JsonConverterAttribute" or "JsonPolymorphicAttribute" or "JsonDerivedTypeAttribute");
}
