using System.Collections;
using System.Globalization;
using System.Text.RegularExpressions;
using Kimi.Cli.Schema;
using Kimi.Dsl;
using Kimi.Runtime.Settings;

namespace Kimi.Cli.Tests.Docs;

/// <summary>
/// The initializer of an option is its default. That its <c>[DefaultValue]</c>, which the compiler reads, is the same, a test of the generators says; here the
/// comment, which a user reads, is held to it.
/// </summary>
public sealed partial class OptionDefaultTests
{
    private static readonly XmlDocumentation _documentation = new();

    [Fact]
    public void The_default_that_a_comment_names_is_that_of_a_new_attribute()
    {
        var wrong =
            from type in typeof(RecipeAttribute).Assembly.GetExportedTypes().Append(typeof(KimiOptions))
            where type == typeof(KimiOptions) || (!type.IsAbstract && !type.ContainsGenericParameters && IsOfRecipes(type))
            from option in type.GetProperties().Where(property => property.SetMethod is { IsPublic: true })
            let value = option.GetValue(Activator.CreateInstance(type))
            let comment = XmlDocumentation.Prose(_documentation.Of(option)!.Element("summary")!)
            let named = Named().Match(comment)
            where named.Success && !Says(named.Groups[1].Value, value)
            select $"{type.Name}.{option.Name} is {value} by default, but its comment says '{named.Value.Trim()}'";

        Assert.Empty(wrong);
    }

    private static bool IsOfRecipes(Type type) => type.IsSubclassOf(typeof(StageAttribute)) || type.IsSubclassOf(typeof(ComponentAttribute));

    // A long text is described rather than repeated.
    private static bool Says(string named, object? value) => value switch
    {
        string { Length: 0 } or ICollection { Count: 0 } =>
            named.StartsWith("empty", StringComparison.Ordinal) || named.StartsWith("none", StringComparison.Ordinal),
        string text => text.Contains('{', StringComparison.Ordinal) || named.StartsWith(text, StringComparison.Ordinal),
        bool flag => named.StartsWith(flag ? "true" : "false", StringComparison.Ordinal),
        Enum choice => named.StartsWith(choice.ToString(), StringComparison.Ordinal),
        // As good as no limit, which the comment says in words.
        int.MaxValue => true,
        IConvertible number =>
            double.TryParse(Number().Match(named).Value, NumberStyles.Float | NumberStyles.AllowThousands, CultureInfo.InvariantCulture, out var told)
            && told == number.ToDouble(CultureInfo.InvariantCulture),
        _ => true,
    };

    [GeneratedRegex(@"Default: (.*)$")]
    private static partial Regex Named();

    [GeneratedRegex(@"^[-+]?[\d,]*\d(?:\.\d+)?(?:[eE][-+]?\d+)?")]
    private static partial Regex Number();
}
