using System.Collections.Immutable;
using System.Globalization;
using Kimi.Generators.Model;
using Kimi.Shared.Declarations;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Kimi.Generators.Parsing;

/// <summary>Reads a stage's attributes: what it does, its components, and the options of each.</summary>
internal sealed class AttributeParser(
    Compilation compilation, INamedTypeSymbol recipe, Locations locations, AttributeClasses classes, CancellationToken cancellationToken)
{
    /// <summary>Reads a stage attribute.</summary>
    public StageAttributeModel ParseStage(AttributeData attribute, ITypeSymbol methodOutput)
    {
        var type = attribute.AttributeClass!;
        var options = OptionsType(type)!;
        var signature = Signature(options);
        var isTransform = signature is null;
        ImmutableArray<ITypeSymbol> types = signature is null ? [methodOutput] : signature.TypeArguments;
        var (takes, requires) = ReadComponentKinds(type);
        var model = Parse(attribute);
        return new()
        {
            Type = model.Type,
            Label = model.Label,
            Arguments = model.Arguments,
            Options = model.Options,
            Mark = model.Mark,
            Class = model.Class,
            // The stage is a member of the graph, and its type names all of these.
            Hidden = model.Hidden ?? types.Prepend(options).SelectMany(t => t.Parts()).FirstOrDefault(IsHiddenFromMembers)?.ToRef(),
            OptionsType = options.ToRef(),
            Inputs = types.Take(types.Length - 1).Select(ToInput).ToEquatableArray(),
            Output = types[types.Length - 1].ToRef(),
            Takes = takes,
            Requires = requires,
            IsTransform = isTransform,
            IsPublic = types.Prepend(options).All(t => t.IsEffectivelyPublic()),
        };
    }

    /// <summary>Reads a component attribute.</summary>
    public ComponentModel ParseComponent(AttributeData attribute)
    {
        var model = Parse(attribute);
        return new()
        {
            Type = model.Type,
            Label = model.Label,
            Arguments = model.Arguments,
            Options = model.Options,
            Mark = model.Mark,
            Class = model.Class,
            Hidden = model.Hidden,
            Kind = attribute.AttributeClass.ComponentKind()!,
            TakesRewardModel = attribute.AttributeClass.SelfAndBases()
                .Any(t => t.GetAttributes().Any(a => a.AttributeClass.IsDsl("TakesRewardModelAttribute"))),
        };
    }

    /// <summary>Whether an attribute says what a stage does: it marks a transform, or names inputs and output.</summary>
    public static bool IsStage(AttributeData attribute) => OptionsType(attribute.AttributeClass) is not null;

    /// <summary>Whether an attribute is a component of one of the existing kinds.</summary>
    public static bool IsComponent(AttributeData attribute) => attribute.AttributeClass.ComponentKind() is not null;

    /// <summary>Whether an attribute of the language, or an argument of it, does not compile.</summary>
    public static bool IsBroken(AttributeData attribute) =>
        attribute.AttributeConstructor is null
        || attribute.AttributeClass!.IsBroken()
        || attribute.ConstructorArguments.Concat(attribute.NamedArguments.Select(a => a.Value)).Any(IsBroken);

    private static bool IsBroken(TypedConstant constant) => constant.Kind switch
    {
        TypedConstantKind.Error => true,
        TypedConstantKind.Array => !constant.IsNull && constant.Values.Any(IsBroken),
        TypedConstantKind.Type => constant.Value is ITypeSymbol type && type.IsBroken(),
        _ => false,
    };

    // The class that names the inputs and the output: the contract that executes the stage is registered for it.
    private static INamedTypeSymbol? OptionsType(ITypeSymbol? type) => type.SelfAndBases().FirstOrDefault(t =>
        t.IsDsl("TransformAttribute") || (Signature(t) is not null && !IsGenericStage(t) && IsKind(t)));

    private static bool IsKind(INamedTypeSymbol type) =>
        type.Interfaces.Any(IsSignature) || (type.BaseType is { } parent && (IsGenericStage(parent) || IsSharedOptions(parent)));

    private static bool IsGenericStage(INamedTypeSymbol type) => type.Arity > 0 && type.IsDsl("StageAttribute", type.Arity);

    // Its type arguments are the inputs and the output.
    private static INamedTypeSymbol? Signature(INamedTypeSymbol type) => type.AllInterfaces.FirstOrDefault(IsSignature);

    private static bool IsSignature(INamedTypeSymbol type) => type.IsDsl("IStageSignature", type.Arity);

    private static bool IsSharedOptions(INamedTypeSymbol type) => type.GetAttributes().Any(a => a.AttributeClass.IsDsl("SharedOptionsAttribute"));

    private static bool IsHiddenFromMembers(INamedTypeSymbol type) =>
        type.IsFileLocal || type.DeclaredAccessibility is Accessibility.Private or Accessibility.Protected or Accessibility.ProtectedAndInternal;

    private static IEnumerable<ITypeSymbol> Types(TypedConstant constant) => constant switch
    {
        { IsNull: true } => [],
        { Kind: TypedConstantKind.Array } => constant.Values.SelectMany(Types),
        { Kind: TypedConstantKind.Type } => [(ITypeSymbol)constant.Value!],
        { Kind: TypedConstantKind.Enum } => [constant.Type!],
        _ => [],
    };

    private static InputModel ToInput(ITypeSymbol type) =>
        type is INamedTypeSymbol { Name: "IReadOnlyList", Arity: 1 } list && list.IsIn("System", "Collections", "Generic")
            ? new(list.TypeArguments[0].ToRef(), IsList: true)
            : new(type.ToRef(), IsList: false);

    private static (ComponentKinds Takes, ComponentKinds Requires) ReadComponentKinds(INamedTypeSymbol type)
    {
        var declaration = type.SelfAndBases()
            .SelectMany(t => t.GetAttributes())
            .FirstOrDefault(a => a.AttributeClass.IsDsl("StageComponentsAttribute"));
        if (declaration is null || declaration.ConstructorArguments.Length != 1)
            return default;
        var requires = declaration.NamedArguments.FirstOrDefault(a => a.Key == "Requires").Value;
        return (ToKinds(declaration.ConstructorArguments[0].Value), ToKinds(requires.Kind == TypedConstantKind.Error ? null : requires.Value));
    }

    private static ComponentKinds ToKinds(object? value) => value is null ? default : new(Convert.ToInt32(value, CultureInfo.InvariantCulture));

    /// <summary>Reads what all attributes have.</summary>
    public AttributeModel Parse(AttributeData attribute)
    {
        var type = attribute.AttributeClass!;
        var syntax = attribute.ApplicationSyntaxReference?.GetSyntax(cancellationToken) as AttributeSyntax;
        var positional = PositionalOptions(attribute);
        return new()
        {
            Type = type.ToRef(),
            Label = AttributeClass.Label(type.Name, [.. type.TypeArguments.Select(t => t.ToRef().Name)]),
            Arguments = attribute.ConstructorArguments.Skip(positional.Count).Select(Constants.Literal).ToEquatableArray(),
            Options = positional.Select((option, place) => ParseOption(option, attribute.ConstructorArguments[place], Argument(place)))
                .Concat(attribute.NamedArguments.Select(a => ParseOption(a.Key, a.Value, ArgumentOf(a.Key))))
                .ToEquatableArray(),
            Mark = locations.Mark(syntax?.Name.GetLocation()),
            Class = classes[type],
            Hidden = attribute.ConstructorArguments.Concat(attribute.NamedArguments.Select(a => a.Value))
                .SelectMany(Types)
                .Prepend(type)
                .SelectMany(t => t.Parts())
                .FirstOrDefault(t => t.IsFileLocal || !compilation.IsSymbolAccessibleWithin(t, recipe))?.ToRef(),
        };

        AttributeArgumentSyntax? Argument(int place) => syntax?.ArgumentList?.Arguments.ElementAtOrDefault(place);

        AttributeArgumentSyntax? ArgumentOf(string name) =>
            syntax?.ArgumentList?.Arguments.FirstOrDefault(argument => argument.NameEquals?.Name.Identifier.ValueText == name);
    }

    // What a constructor takes are options like others if they could be set by name instead, as in [LoadPolicy("folder")].
    private static IReadOnlyList<string> PositionalOptions(AttributeData attribute)
    {
        var type = attribute.AttributeClass!;
        if (attribute.AttributeConstructor is not { Parameters.Length: > 0 } constructor
            || !type.InstanceConstructors.Any(other => other.Parameters.Length == 0))
            return [];
        var options = constructor.Parameters
            .Select(parameter => char.ToUpperInvariant(parameter.Name[0]) + parameter.Name.Substring(1))
            .ToList();
        return options.All(option => type.SelfAndBases().SelectMany(t => t.GetMembers(option)).OfType<IPropertySymbol>().Any(p => p.SetMethod is not null))
            ? options
            : [];
    }

    private OptionModel ParseOption(string name, TypedConstant value, AttributeArgumentSyntax? argument) => new()
    {
        Name = name,
        Literal = Constants.Literal(value),
        Text = Constants.Text(value),
        Number = Constants.Number(value),
        Length = Constants.Length(value),
        Numbers = Constants.Numbers(value).ToEquatableArray(),
        Texts = Constants.Texts(value).ToEquatableArray(),
        IsWritten = argument?.Expression is null or LiteralExpressionSyntax or PrefixUnaryExpressionSyntax { Operand: LiteralExpressionSyntax }
            || value.Kind == TypedConstantKind.Enum,
        Mark = locations.Mark(argument?.GetLocation()),
    };
}
