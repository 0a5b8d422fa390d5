using Kimi.Shared.Declarations;

namespace Kimi.Shared.Recipes;

/// <summary>A stage attribute or a component, with its options.</summary>
internal sealed class CheckedPart
{
    private readonly IReadOnlyList<(string Name, OptionValue Value)> _values = [];
    private readonly Dictionary<string, OptionValue> _byName = new(StringComparer.Ordinal);

    /// <summary>What kind of component it is; null for the stage attribute.</summary>
    public required ComponentKind? Component { get; init; }

    /// <summary>As the user writes it, without brackets.</summary>
    public required string Label { get; init; }

    /// <summary>The full names of its attribute class and that class's bases, the class first; type arguments included.</summary>
    public required IReadOnlyList<string> Types { get; init; }

    /// <summary>What its class declares.</summary>
    public required AttributeDeclaration Declaration { get; init; }

    /// <summary>The values of its options, as far as they are known.</summary>
    public required IReadOnlyList<(string Name, OptionValue Value)> Values
    {
        get => _values;
        init
        {
            _values = value;
            // Each rule looks for many.
            _byName = new(value.Count, StringComparer.Ordinal);
            // Of several of one name, the first counts.
            for (var place = value.Count - 1; place >= 0; place--)
                _byName[value[place].Name] = value[place].Value;
        }
    }

    /// <summary>The type of problem it makes, demonstrates or judges; null when it declares none.</summary>
    public required ProblemType? Problem { get; init; }

    /// <summary>The mark of its name.</summary>
    public required int Mark { get; init; }

    /// <summary>Whether it is the language's own, and executed by nothing of a team's that it names.</summary>
    public bool IsOfLanguage => Types[0].StartsWith("Kimi.Dsl.", StringComparison.Ordinal) && Types[0].IndexOf('<') < 0;

    /// <summary>An option's value; null when it is not known, or there is no such option, as where a declaration that is being written names none.</summary>
    public OptionValue? this[string? option] => option is not null && _byName.TryGetValue(option, out var value) ? value : null;
}
