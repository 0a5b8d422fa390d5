namespace Kimi.Shared.Declarations;

/// <summary>An attribute as metadata holds it, no matter who read it: types are full names, enumerations are numbers.</summary>
/// <param name="Name">The class's name, without <c>Attribute</c>.</param>
/// <param name="Arguments">The constructor's arguments.</param>
/// <param name="Named">The named arguments.</param>
internal sealed record DeclaredAttribute(string Name, IReadOnlyList<object?> Arguments, IReadOnlyDictionary<string, object?> Named)
{
    /// <summary>A named argument that is a text; empty, or the given default, when it is not given.</summary>
    public string Text(string name, string otherwise = "") => Named.TryGetValue(name, out var value) ? value as string ?? otherwise : otherwise;

    /// <summary>A named argument that is a number; 0 when it is not given.</summary>
    public double Number(string name) => Named.TryGetValue(name, out var value) && value is IConvertible number and not string ? number.ToDouble(null) : 0;

    /// <summary>A named argument that is true or false.</summary>
    public bool Flag(string name, bool otherwise) => Named.TryGetValue(name, out var value) ? value is true : otherwise;

    /// <summary>An argument of the constructor that is a list of texts.</summary>
    public IReadOnlyList<string> List(int place) => Arguments[place] is IReadOnlyList<object?> items ? [.. items.OfType<string>()] : [];

    /// <summary>A named argument that is a list of texts; empty when it is not given.</summary>
    public IReadOnlyList<string> Texts(string name) =>
        Named.TryGetValue(name, out var value) && value is IReadOnlyList<object?> items ? [.. items.OfType<string>()] : [];
}
