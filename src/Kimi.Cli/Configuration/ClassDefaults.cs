using System.Reflection;
using Kimi.Dsl;

namespace Kimi.Cli.Configuration;

/// <summary>
/// What the attributes on a recipe class, and on its bases, give to the stages and components in it, by reflection: the compiler has put the values into the
/// recipe's graph, which does not say where they came from.
/// </summary>
/// <param name="recipe">The class.</param>
internal sealed class ClassDefaults(Type recipe)
{
    private readonly IReadOnlyList<IReadOnlyList<(Type Target, string Option, string Text, string Class)>> _classes =
        [.. SelfAndBases(recipe).Select(type => type.GetCustomAttributesData().Where(IsOfLanguage).SelectMany(data => Options(data, type)).ToList())];

    /// <summary>What a stage's or component's attribute has from a class where it gives nothing itself; null for nothing.</summary>
    /// <param name="attribute">The attribute's class.</param>
    /// <param name="option">The option.</param>
    /// <returns>The value as text, and the name of the class.</returns>
    public (string Text, string Class)? Find(Type attribute, string option)
    {
        var found =
            from each in _classes
            from type in SelfAndBases(attribute)
            from given in each
            where given.Target == type && given.Option == option
            select (given.Text, given.Class);
        return found.Select(given => ((string, string)?)given).FirstOrDefault();
    }

    private static IEnumerable<Type> SelfAndBases(Type? type)
    {
        for (; type is not null; type = type.BaseType)
            yield return type;
    }

    private static bool IsOfLanguage(CustomAttributeData data) =>
        data.AttributeType.IsSubclassOf(typeof(StageAttribute)) || data.AttributeType.IsSubclassOf(typeof(ComponentAttribute));

    private static IEnumerable<(Type Target, string Option, string Text, string Class)> Options(CustomAttributeData data, Type type)
    {
        var attribute = data.AttributeType;
        var isShared = attribute.IsSubclassOf(typeof(StageAttribute)) && !attribute.IsSubclassOf(typeof(TransformAttribute))
            && !attribute.GetInterfaces().Any(contract => contract.Name.StartsWith("IStageSignature`", StringComparison.Ordinal));
        return Positional(data).Concat(data.NamedArguments.Select(argument => (Option: argument.MemberName, Value: argument.TypedValue)))
            .Select(given => (isShared ? attribute.BaseType! : attribute, given.Option, ReflectedAttributes.Constant(given.Value).Text, type.Name));
    }

    // What a constructor takes are options like others if they could be set by name instead.
    private static IEnumerable<(string Option, CustomAttributeTypedArgument Value)> Positional(CustomAttributeData data)
    {
        var names = data.Constructor.GetParameters().Select(parameter => char.ToUpperInvariant(parameter.Name![0]) + parameter.Name[1..]).ToList();
        var options = OptionReader.OptionsOf(data.AttributeType).Select(option => option.Name).ToList();
        return data.AttributeType.GetConstructor(Type.EmptyTypes) is not null && names.TrueForAll(options.Contains)
            ? names.Zip(data.ConstructorArguments)
            : [];
    }
}
