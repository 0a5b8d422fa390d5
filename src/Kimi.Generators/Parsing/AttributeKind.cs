using System.Collections.Immutable;
using System.Globalization;
using System.Runtime.CompilerServices;
using Kimi.Shared.Declarations;
using Microsoft.CodeAnalysis;

namespace Kimi.Generators.Parsing;

/// <summary>What an attribute class is to a recipe. Those of referenced assemblies are asked once, and not again at the next keystroke.</summary>
internal sealed class AttributeKind
{
    // Held weakly: what is known about the compiler's objects is dropped with them.
    private static readonly ConditionalWeakTable<INamedTypeSymbol, AttributeKind> _all = new();

    // With other type arguments, it is the same kind; each keystroke makes such a class anew.
    private AttributeKind(INamedTypeSymbol type, AttributeKind definition)
    {
        (IsOfLanguage, Component, TakesRewardModel) = (definition.IsOfLanguage, definition.Component, definition.TakesRewardModel);
        (Takes, Requires) = (definition.Takes, definition.Requires);
        OptionsType = definition.OptionsType is { } options
            ? type.SelfAndBases().First(t => SymbolEqualityComparer.Default.Equals(t.OriginalDefinition, options.OriginalDefinition))
            : null;
    }

    private AttributeKind(INamedTypeSymbol type)
    {
        var classes = type.SelfAndBases().ToImmutableArray();
        IsOfLanguage = classes.Any(t => t.IsDsl("StageAttribute") || t.IsDsl("ComponentAttribute"));
        if (!IsOfLanguage)
            return;
        OptionsType = classes.FirstOrDefault(t =>
            t.IsDsl("TransformAttribute") || (SignatureOf(t) is not null && !IsGenericStage(t) && IsStageItself(t)));
        Component = classes.Select(t => ComponentKind.All.FirstOrDefault(kind => t.IsDsl(kind.AttributeClass))).FirstOrDefault(kind => kind is not null);
        var declared = classes.SelectMany(t => t.GetAttributes()).ToImmutableArray();
        (Takes, Requires) = ReadComponentKinds(declared.FirstOrDefault(a => a.AttributeClass.IsDsl("StageComponentsAttribute")));
        TakesRewardModel = declared.Any(a => a.AttributeClass.IsDsl("TakesRewardModelAttribute"));
    }

    /// <summary>Whether it belongs on stages, or on recipe classes for them.</summary>
    public bool IsOfLanguage { get; }

    /// <summary>Whether it says what a stage does: it marks a transform, or names inputs and output.</summary>
    public bool IsStage => OptionsType is not null;

    /// <summary>The class that names a stage's inputs and output: the contract that executes the stage is registered for it. Null for no stage.</summary>
    public INamedTypeSymbol? OptionsType { get; }

    /// <summary>The contract whose type arguments are a stage's inputs and output; null for a transform.</summary>
    public INamedTypeSymbol? Signature => OptionsType is null ? null : SignatureOf(OptionsType);

    /// <summary>The kind of component that it is; null for none of the existing kinds.</summary>
    public ComponentKind? Component { get; }

    /// <summary>The kinds of component that a stage takes.</summary>
    public ComponentKinds Takes { get; }

    /// <summary>The kinds of component that a stage cannot do without.</summary>
    public ComponentKinds Requires { get; }

    /// <summary>Whether it judges by a reward model.</summary>
    public bool TakesRewardModel { get; }

    /// <summary>That of a class.</summary>
    public static AttributeKind Of(INamedTypeSymbol type) =>
        _all.GetValue(type, static t => t.IsGenericType && !t.IsDefinition ? new(t, Of(t.OriginalDefinition)) : new(t));

    /// <summary>Whether an attribute belongs on stages, or on recipe classes for them.</summary>
    public static bool IsAny(AttributeData attribute) => attribute.AttributeClass is { } type && Of(type).IsOfLanguage;

    private static bool IsStageItself(INamedTypeSymbol type) =>
        type.Interfaces.Any(IsSignature) || (type.BaseType is { } parent && (IsGenericStage(parent) || IsSharedOptions(parent)));

    private static bool IsGenericStage(INamedTypeSymbol type) => type.Arity > 0 && type.IsDsl("StageAttribute", type.Arity);

    private static INamedTypeSymbol? SignatureOf(INamedTypeSymbol type) => type.AllInterfaces.FirstOrDefault(IsSignature);

    private static bool IsSignature(INamedTypeSymbol type) => type.IsDsl("IStageSignature", type.Arity);

    private static bool IsSharedOptions(INamedTypeSymbol type) => type.GetAttributes().Any(a => a.AttributeClass.IsDsl("SharedOptionsAttribute"));

    private static (ComponentKinds Takes, ComponentKinds Requires) ReadComponentKinds(AttributeData? declaration)
    {
        if (declaration is null || declaration.ConstructorArguments.Length != 1)
            return default;
        var requires = declaration.NamedArguments.FirstOrDefault(a => a.Key == "Requires").Value;
        return (ToKinds(declaration.ConstructorArguments[0].Value), ToKinds(requires.Kind == TypedConstantKind.Error ? null : requires.Value));
    }

    private static ComponentKinds ToKinds(object? value) => value is null ? default : new(Convert.ToInt32(value, CultureInfo.InvariantCulture));
}
