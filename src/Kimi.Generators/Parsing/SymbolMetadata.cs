using System.Runtime.CompilerServices;
using Kimi.Shared.Metadata;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Kimi.Generators.Parsing;

/// <summary>A type as the compiler knows it.</summary>
internal sealed class SymbolType(INamedTypeSymbol type) : IMetadataType
{
    // Of classes without source, which no keystroke changes. Held weakly: what is known about an assembly is dropped with it.
    private static readonly ConditionalWeakTable<INamedTypeSymbol, IReadOnlyList<MetadataAttribute>> _ofAssemblies = new();

    /// <inheritdoc/>
    public string Namespace => type.ContainingNamespace.FullName();

    /// <inheritdoc/>
    public string Name => type.Name;

    /// <inheritdoc/>
    public string FullName => type.FullName().Replace("global::", "");

    /// <inheritdoc/>
    public IEnumerable<IMetadataType> TypeArguments => type.TypeArguments.OfType<INamedTypeSymbol>().Select(t => new SymbolType(t));

    /// <inheritdoc/>
    public IMetadataType? BaseType => type.BaseType is { } parent ? new SymbolType(parent) : null;

    /// <inheritdoc/>
    public IEnumerable<IMetadataType> Interfaces => type.AllInterfaces.Select(t => new SymbolType(t));

    /// <inheritdoc/>
    public IEnumerable<MetadataAttribute> Attributes =>
        type.DeclaringSyntaxReferences.IsEmpty ? _ofAssemblies.GetValue(type, static t => [.. SymbolAttributes.Of(t)]) : SymbolAttributes.Of(type);

    /// <inheritdoc/>
    public IEnumerable<IReadOnlyList<IMetadataType>> Constructors => type.InstanceConstructors
        .Where(constructor => constructor.DeclaredAccessibility == Accessibility.Public)
        .Select(constructor => constructor.Parameters.Select(parameter => parameter.Type).OfType<INamedTypeSymbol>().Select(t => new SymbolType(t)).ToList());

    /// <inheritdoc/>
    public IReadOnlyList<string>? Choices =>
        type.TypeKind == TypeKind.Enum ? [.. type.GetMembers().OfType<IFieldSymbol>().Where(f => f.HasConstantValue).Select(f => f.Name)] : null;

    /// <inheritdoc/>
    public IEnumerable<IMetadataProperty> Properties => type.GetMembers().OfType<IPropertySymbol>()
        .Where(p => p is { IsStatic: false, IsIndexer: false, DeclaredAccessibility: Accessibility.Public, GetMethod: not null }
            && Root(p).SetMethod is { DeclaredAccessibility: Accessibility.Public })
        .Select(p => new SymbolProperty(p));

    private static IPropertySymbol Root(IPropertySymbol property) => property.OverriddenProperty is { } overridden ? Root(overridden) : property;
}

/// <summary>A property as the compiler knows it.</summary>
internal sealed class SymbolProperty(IPropertySymbol property) : IMetadataProperty
{
    /// <inheritdoc/>
    public string Name => property.Name;

    /// <inheritdoc/>
    public IEnumerable<MetadataAttribute> Attributes => SymbolAttributes.Of(property);

    /// <inheritdoc/>
    public IMetadataProperty? Overridden => property.OverriddenProperty is { } overridden ? new SymbolProperty(overridden) : null;

    /// <inheritdoc/>
    public MetadataConstant? Initial
    {
        get
        {
            if (property.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax() is not PropertyDeclarationSyntax { ExpressionBody: null } syntax
                || IsSetByConstructor())
                return null;
            var isEnum = property.Type.TypeKind == TypeKind.Enum;
            return syntax.Initializer?.Value switch
            {
                null => isEnum ? Written.Member(property.Type, member => Convert.ToInt64(member.ConstantValue, null) == 0) : Written.Of(Zero(property.Type)),
                MemberAccessExpressionSyntax { Name.Identifier.ValueText: var name } when isEnum =>
                    Written.Member(property.Type, member => member.Name == name),
                { } value => isEnum ? null : Written.Constant(value, property.ContainingType),
            };
        }
    }

    // By its text, as everything of a class that is not bound.
    private bool IsSetByConstructor() => property.ContainingType.InstanceConstructors.Any(constructor =>
        constructor.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax() is ConstructorDeclarationSyntax syntax
        && syntax.DescendantNodes().OfType<IdentifierNameSyntax>().Any(name => name.Identifier.ValueText == property.Name));

    private static object? Zero(ITypeSymbol type) => type.SpecialType switch
    {
        SpecialType.System_Boolean => false,
        SpecialType.System_Int32 or SpecialType.System_Int64 => 0,
        SpecialType.System_Double or SpecialType.System_Single => 0.0,
        _ => null,
    };

    /// <inheritdoc/>
    public MetadataValueType Type
    {
        get
        {
            var (isList, item) = property.Type is IArrayTypeSymbol array ? (true, array.ElementType) : (false, property.Type);
            if (item is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable)
                item = nullable.TypeArguments[0];
            var names = item.GetMembers().OfType<IFieldSymbol>().Where(f => f.HasConstantValue).Select(f => f.Name);
            return new(item.MetadataName, isList, item.TypeKind == TypeKind.Enum ? [.. names] : null)
            {
                IsFlags = item.GetAttributes().Any(a => a.AttributeClass is { Name: "FlagsAttribute", ContainingNamespace.Name: "System" }),
            };
        }
    }
}

/// <summary>Attributes as the compiler knows them.</summary>
internal static class SymbolAttributes
{
    /// <summary>Those of a symbol that compile.</summary>
    public static IEnumerable<MetadataAttribute> Of(ISymbol symbol) =>
        from attribute in symbol.GetAttributes()
        where attribute.AttributeClass is not null && !AttributeParser.IsBroken(attribute)
        select InheritedConstraint.Of(attribute, attribute.ConstructorArguments.Select(Constant)) is { } inherited
            ? inherited with { Named = [.. attribute.NamedArguments.Select(argument => (argument.Key, Constant(argument.Value)))] }
            : new MetadataAttribute(
                attribute.AttributeClass!.ContainingNamespace.FullName(),
                attribute.AttributeClass.Name,
                [.. attribute.ConstructorArguments.Select(Constant)],
                [.. attribute.NamedArguments.Select(argument => (argument.Key, Constant(argument.Value)))]);

    private static MetadataConstant Constant(TypedConstant constant) => constant switch
    {
        { IsNull: true } => new(null, Constants.Text(constant)),
        { Kind: TypedConstantKind.Array } => new(null, Constants.Text(constant)) { Items = [.. constant.Values.Select(Constant)] },
        { Kind: TypedConstantKind.Type } => new(constant.Value is INamedTypeSymbol type ? new SymbolType(type) : null, Constants.Text(constant)),
        _ => new(constant.Value, Constants.Text(constant)) { IsChoice = constant.Kind == TypedConstantKind.Enum },
    };
}
