using System.Globalization;
using Kimi.Shared.Metadata;

namespace Kimi.Shared.Declarations;

/// <summary>Reads what an attribute class declares with the attributes of the language and of <c>System.ComponentModel.DataAnnotations</c>.</summary>
internal static class DeclarationReader
{
    private const string Language = "Kimi.Dsl";
    private static readonly string[] _namespaces = [Language, "System.ComponentModel.DataAnnotations"];
    private static readonly string[] _problemContracts = ["IReward", "IGroupReward", "IBatchReward", "IEnvironment", "IProblemSource", "IDemonstrationSource"];

    /// <summary>Reads a class.</summary>
    /// <param name="type">The class.</param>
    /// <param name="definition">What is declared on it and its options, if that is known: with other type arguments, it is the same.</param>
    public static AttributeClass Read(IMetadataType type, AttributeDeclaration? definition = null) => new(
        type.TypeArguments.FirstOrDefault()?.Name ?? AttributeClass.WithoutSuffix(type.Name),
        [.. type.SelfAndBases().Select(t => t.FullName)],
        definition ?? new(Attributes(type).Select(Read).OfType<DeclaredAttribute>(), [.. Options(type).Select(Read)]),
        Problem(type));

    /// <summary>Reads an option.</summary>
    public static OptionDeclaration Read(IMetadataProperty option)
    {
        var attributes = option.Attributes.ToList();
        // An override without a declaration of a kind inherits the declaration of what it overrides.
        for (var overridden = option.Overridden; overridden is not null; overridden = overridden.Overridden)
            attributes.AddRange(overridden.Attributes.Where(attribute => !attributes.Any(own => own.Name == attribute.Name)).ToList());
        var defaultValue = attributes.FirstOrDefault(
            attribute => attribute is { Namespace: "System.ComponentModel", Name: "DefaultValueAttribute", Arguments.Count: 1 });
        return new(
            option.Name,
            OptionType.Of(option.Type),
            [.. attributes.Select(Read).OfType<DeclaredAttribute>()],
            defaultValue is null ? null : Value(defaultValue.Arguments[0]))
        {
            Initial = defaultValue is null && option.Initial is { } initial ? Value(initial) : null,
        };
    }

    /// <summary>Reads a record of problems.</summary>
    public static ProblemType OfProblem(IMetadataType problem) => new([.. problem.SelfAndBases().Select(t => t.FullName)], HasImages(problem));

    private static IEnumerable<MetadataAttribute> Attributes(IMetadataType type) => type.SelfAndBases().SelectMany(t => t.Attributes);

    // The most derived declaration of a name wins.
    private static IEnumerable<IMetadataProperty> Options(IMetadataType type) =>
        type.SelfAndBases().SelectMany(t => t.Properties).GroupBy(option => option.Name).Select(group => group.First());

    private static DeclaredAttribute? Read(MetadataAttribute attribute)
    {
        if (!_namespaces.Contains(attribute.Namespace))
            return null;
        var name = AttributeClass.WithoutSuffix(attribute.Name);
        return new(
            name,
            [
                .. attribute.Arguments.Select((argument, place) =>
                    name is "AllowedValues" or "DeniedValues" ? Texts(argument)
                    : name == "EnumDataType" && argument.Value is IMetadataType { Choices: { } choices } ? choices
                    : place == 1 && name == "DefaultAt" ? argument.Text
                    : place == 2 && name is ("MattersWhen" or "TakesExactly" or "Futile") ? argument.Text
                    : Raw(argument)),
            ],
            attribute.Named.ToDictionary(
                argument => argument.Name,
                argument => (name, argument.Name) switch
                {
                    ("Provides" or "Requires", "Values") => Texts(argument.Value).Cast<object?>().ToList(),
                    ("Futile", "WithValue") => argument.Value.Text,
                    _ => Raw(argument.Value),
                },
                StringComparer.Ordinal));
    }

    private static object? Raw(MetadataConstant constant) =>
        constant.Items is { } items ? items.Select(Raw).ToList() : constant.Value is IMetadataType type ? type.FullName : constant.Value;

    private static List<string> Texts(MetadataConstant constant) => [.. (constant.Items ?? [constant]).Select(item => item.Text)];

    private static OptionValue Value(MetadataConstant constant) => new()
    {
        Text = constant.Text,
        Number = Number(constant),
        Length = constant.Items?.Count ?? (constant.Value as string)?.Length,
        Numbers = [.. (constant.Items ?? []).Select(Number).OfType<double>()],
        Texts = [.. (constant.Items ?? [constant]).Select(item => item.Value).OfType<string>()],
        IsGiven = false,
        Mark = 0,
    };

    private static double? Number(MetadataConstant constant) =>
        !constant.IsChoice && constant.Value is IConvertible number and not (string or bool or char) ? number.ToDouble(CultureInfo.InvariantCulture) : null;

    // The type of a contract which a type argument of the class or a base implements, or which its tools' constructors take, else the one that [ProblemOrigin]
    // names. Of several there is no telling which counts, and the type of all problems tells nothing.
    private static ProblemType? Problem(IMetadataType type)
    {
        var contracts = type.SelfAndBases()
            .SelectMany(t => t.TypeArguments)
            .SelectMany(t => t.Interfaces.Prepend(t))
            .Where(t => _problemContracts.Contains(t.Name) && t.Namespace == Language && t.TypeArguments.Any())
            .Select(t => t.TypeArguments.First())
            .Concat(TakenByTools(type))
            .GroupBy(t => t.FullName)
            .Select(group => group.First())
            .ToList();
        var named = OfLanguage(Attributes(type), "ProblemOriginAttribute").SelectMany(a => a.Named).Where(a => a.Name == "Problem").Select(a => a.Value.Value);
        return contracts.Count <= 1 && contracts.Concat(named.OfType<IMetadataType>()).FirstOrDefault(t => t.FullName != ProblemType.Root) is { } problem
            ? OfProblem(problem)
            : null;
    }

    // What every constructor of the tools takes of problems.
    private static IEnumerable<IMetadataType> TakenByTools(IMetadataType type)
    {
        var tools = type.SelfAndBases().Where(t => t is { Name: "ToolsAttribute", Namespace: Language }).SelectMany(t => t.TypeArguments.Take(1));
        return tools.Take(1)
            .Select(t => t.Constructors.ToList())
            .SelectMany(each => each.All(taken => taken.Any(IsProblem)) ? each.Select(taken => taken.First(IsProblem)) : []);

        static bool IsProblem(IMetadataType taken) => taken.SelfAndBases().Any(t => t.FullName == ProblemType.Root);
    }

    private static bool HasImages(IMetadataType problem) =>
        OfLanguage(problem.SelfAndBases().SelectMany(t => t.Attributes), "ModalityAttribute")
            .SelectMany(modality => modality.Arguments.Select(argument => argument.Value is 1))
            .FirstOrDefault();

    private static IEnumerable<MetadataAttribute> OfLanguage(IEnumerable<MetadataAttribute> attributes, string name) =>
        attributes.Where(attribute => attribute.Name == name && attribute.Namespace == Language);
}
