using Kimi.Generators.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Kimi.Generators.Parsing;

/// <summary>
/// What the attributes on a recipe class, and on its bases, give to the stages and components in it. Of several that give an option, the class nearest to the
/// recipe counts, and on one class the attribute nearest to that of the stage.
/// </summary>
internal sealed class ClassDefaults
{
    private readonly IReadOnlyList<(INamedTypeSymbol Class, INamedTypeSymbol Target, ClassDefaultModel Model)> _all;
    private readonly Locations _locations;

    /// <summary>Reads them.</summary>
    public ClassDefaults(INamedTypeSymbol recipe, AttributeParser parser, Locations locations)
    {
        _locations = locations;
        _all =
        [
            .. from type in recipe.SelfAndBases()
               from attribute in On(type)
               where !AttributeParser.IsBroken(attribute)
               let target = AttributeParser.IsStage(attribute) || AttributeParser.IsComponent(attribute)
                   ? attribute.AttributeClass!
                   : attribute.AttributeClass!.BaseType!
               let model = parser.Parse(attribute)
               where model.Options.Count > 0 || !HasArguments(attribute)
               select (type, target, new ClassDefaultModel(model, target.ToRef())),
        ];
    }

    /// <summary>The attributes of the language on a class: of stages, of components, and of options that kinds of stage share.</summary>
    public static IEnumerable<AttributeData> On(INamedTypeSymbol type) => type.GetAttributes().Where(AttributeKind.IsAny);

    /// <summary>Those on a class itself.</summary>
    public EquatableArray<ClassDefaultModel> Of(INamedTypeSymbol type) =>
        _all.Where(d => SymbolEqualityComparer.Default.Equals(d.Class, type)).Select(d => d.Model).ToEquatableArray();

    /// <summary>The options of an attribute of a stage, with those that it has from a class.</summary>
    /// <param name="attribute">The attribute's class.</param>
    /// <param name="given">The options that the attribute gives.</param>
    /// <param name="stage">The stage.</param>
    public EquatableArray<OptionModel> Complete(INamedTypeSymbol attribute, EquatableArray<OptionModel> given, IMethodSymbol stage)
    {
        if (_all.Count == 0)
            return given;
        var defaults = For(attribute, _all).ToLookup(option => option.Name, StringComparer.Ordinal);
        // Whoever writes a stage does not know the classes that derive from its own.
        var known = For(attribute, _all.Where(d => stage.ContainingType.SelfAndBases().Contains(d.Class, SymbolEqualityComparer.Default))).ToList();
        return given.Select(option => option with { Otherwise = known.FirstOrDefault(other => other.Name == option.Name)?.Text })
            .Concat(defaults
                .Where(each => !given.Any(option => option.Name == each.Key))
                .Select(each => each.First() with
                {
                    Otherwise = each.Skip(1).FirstOrDefault()?.Text,
                    Mark = _locations.MarkDefault(each.First().Mark, stage.Name),
                }))
            .ToEquatableArray();
    }

    // Where options are misspelt, which the compiler says, there are arguments without an option.
    private static bool HasArguments(AttributeData attribute) =>
        attribute.ApplicationSyntaxReference?.GetSyntax() is AttributeSyntax { ArgumentList.Arguments.Count: > 0 };

    // The one that counts first.
    private static IEnumerable<OptionModel> For(
        INamedTypeSymbol attribute, IEnumerable<(INamedTypeSymbol Class, INamedTypeSymbol Target, ClassDefaultModel Model)> defaults) =>
        from each in defaults.GroupBy(d => d.Class, SymbolEqualityComparer.Default)
        from type in attribute.SelfAndBases()
        from found in each
        where SymbolEqualityComparer.Default.Equals(found.Target, type)
        from option in found.Model.Attribute.Options
        select option;
}
