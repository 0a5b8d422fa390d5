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
        var kind = AttributeKind.Of(attribute.AttributeClass!);
        var options = kind.OptionsType!;
        var signature = kind.Signature;
        var types = signature?.TypeArguments ?? [methodOutput];
        var model = Parse(attribute);
        return new()
        {
            Type = model.Type,
            Label = model.Label,
            Arguments = model.Arguments,
            Options = model.Options,
            Taken = model.Taken,
            Mark = model.Mark,
            Class = model.Class,
            // The stage is a member of the graph, and its type names all of these.
            Hidden = model.Hidden ?? types.Prepend(options).SelectMany(t => t.Parts()).FirstOrDefault(IsHiddenFromMembers)?.ToRef(),
            OptionsType = options.ToRef(),
            Inputs = types.Take(types.Length - 1).Select(ToInput).ToEquatableArray(),
            Output = types[types.Length - 1].ToRef(),
            Takes = kind.Takes,
            Requires = kind.Requires,
            IsTransform = signature is null,
            IsPublic = types.Prepend(options).All(t => t.IsEffectivelyPublic()),
        };
    }

    /// <summary>Reads a component attribute.</summary>
    public ComponentModel ParseComponent(AttributeData attribute)
    {
        var model = Parse(attribute);
        var kind = AttributeKind.Of(attribute.AttributeClass!);
        return new()
        {
            Type = model.Type,
            Label = model.Label,
            Arguments = model.Arguments,
            Options = model.Options,
            Taken = model.Taken,
            Mark = model.Mark,
            Class = model.Class,
            Hidden = model.Hidden,
            Kind = kind.Component!,
            TakesRewardModel = kind.TakesRewardModel,
        };
    }

    /// <summary>Whether an attribute says what a stage does: it marks a transform, or names inputs and output.</summary>
    public static bool IsStage(AttributeData attribute) => attribute.AttributeClass is { } type && AttributeKind.Of(type).IsStage;

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
            Taken = (positional.Count > 0 ? [] : Taken(attribute))
                .Select(taken => ParseOption(taken.Option, attribute.ConstructorArguments[taken.Place], Argument(taken.Place)))
                .ToEquatableArray(),
            Mark = locations.Mark(syntax?.Name.GetLocation()),
            Class = classes[type],
            Hidden = attribute.ConstructorArguments.Concat(attribute.NamedArguments.Select(a => a.Value))
                .SelectMany(Types)
                .Prepend(type)
                .SelectMany(t => t.Parts())
                .FirstOrDefault(IsHidden)?.ToRef(),
        };

        // What is public needs no look-up.
        bool IsHidden(INamedTypeSymbol taken) => taken is not { DeclaredAccessibility: Accessibility.Public, ContainingType: null }
            && (taken.IsFileLocal || !compilation.IsSymbolAccessibleWithin(taken, recipe));

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
            .Select(parameter => parameter.Name.Length == 0 ? "" : char.ToUpperInvariant(parameter.Name[0]) + parameter.Name.Substring(1))
            .ToList();
        return options.All(option => type.SelfAndBases().SelectMany(t => t.GetMembers(option)).OfType<IPropertySymbol>().Any(p => p.SetMethod is not null))
            ? options
            : [];
    }

    // Properties that begin with what a constructor is given: by name they could not be set alone, as there is no constructor without arguments.
    private static IEnumerable<(string Option, int Place)> Taken(AttributeData attribute) =>
        attribute.AttributeConstructor?.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax() is not { } syntax
            ? []
            : from property in attribute.AttributeClass!.GetMembers().OfType<IPropertySymbol>()
              let value = Beginning(property, syntax)
              where value is not null
              let place = attribute.AttributeConstructor.Parameters.Select(parameter => parameter.Name).ToList().IndexOf(value)
              where place >= 0 && place < attribute.ConstructorArguments.Length
              select (property.Name, place);

    private static string? Beginning(IPropertySymbol property, SyntaxNode constructor) => constructor switch
    {
        TypeDeclarationSyntax =>
            (property.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax() as PropertyDeclarationSyntax)?.Initializer?.Value.ToString(),
        ConstructorDeclarationSyntax declared => declared.DescendantNodes().OfType<AssignmentExpressionSyntax>()
            .Where(assignment => assignment.Left.ToString() == property.Name).Select(assignment => assignment.Right.ToString()).FirstOrDefault(),
        _ => null,
    };

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
