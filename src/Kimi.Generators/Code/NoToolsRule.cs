using Kimi.Generators.Diagnostics;
using Kimi.Generators.Parsing;
using Microsoft.CodeAnalysis;

namespace Kimi.Generators.Code;

/// <summary>Finds <c>[Tools&lt;T&gt;]</c> with a class that has no tool, or two of one name.</summary>
internal sealed class NoToolsRule() : TeamTypeRule(Descriptors.NoTools)
{
    /// <inheritdoc/>
    public override IEnumerable<(Location Place, string Sentence)> CheckUse(
        IMethodSymbol method, AttributeData use, Location place, Compilation compilation, CancellationToken cancellationToken)
    {
        var attribute = use.AttributeClass.SelfAndBases().FirstOrDefault(type => type.IsGenericType && type.IsDsl("ToolsAttribute", type.Arity));
        if (attribute?.TypeArguments[0] is not INamedTypeSymbol tools)
            yield break;
        var names = tools.SelfAndBases().SelectMany(type => type.GetMembers()).Where(IsTool).Where(member => !member.IsOverride)
            .Select(member => NameOf(member.Name)).ToList();
        var repeated = names.GroupBy(name => name, StringComparer.OrdinalIgnoreCase).FirstOrDefault(group => group.Count() > 1)?.Key;
        if (names.Count == 0)
        {
            yield return (
                place,
                $"[{tools.Name}] on stage {method.Name} gives the policy the tools of {tools.Name}, which has none: "
                + "mark its public methods with [Description(\"…\")]");
        }
        else if (repeated is not null)
        {
            yield return (
                place,
                $"[{tools.Name}] on stage {method.Name} has the tool '{repeated}' twice, and a call could mean either: give one of them another name");
        }
    }

    // Much as the runtime names it: in snake case, without 'Async'.
    private static string NameOf(string method)
    {
        var name = method.EndsWith("Async", StringComparison.Ordinal) ? method.Substring(0, method.Length - "Async".Length) : method;
        return string.Concat(name.Select((letter, place) =>
            char.IsUpper(letter) && place > 0 && !char.IsUpper(name[place - 1]) ? $"_{char.ToLowerInvariant(letter)}" : $"{char.ToLowerInvariant(letter)}"));
    }

    private static bool IsTool(ISymbol member) => member is IMethodSymbol { DeclaredAccessibility: Accessibility.Public } method
        && method.GetAttributes().Any(attribute => attribute.AttributeClass is { Name: "DescriptionAttribute" });
}
