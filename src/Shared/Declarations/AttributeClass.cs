namespace Kimi.Shared.Declarations;

/// <summary>What an attribute's class declares.</summary>
/// <param name="Name">What configuration calls a component of the class.</param>
/// <param name="Types">The full names of the class and its bases, the class first.</param>
/// <param name="Declaration">What is declared on the class and its options.</param>
/// <param name="Problem">The type of problem it makes, demonstrates or judges; null when it declares none.</param>
internal sealed record AttributeClass(string Name, IReadOnlyList<string> Types, AttributeDeclaration Declaration, ProblemType? Problem)
{
    /// <summary>A class's name as users write it.</summary>
    public static string WithoutSuffix(string name)
    {
        const string Suffix = "Attribute";
        return name.EndsWith(Suffix, StringComparison.Ordinal) ? name.Substring(0, name.Length - Suffix.Length) : name;
    }

    /// <summary>An attribute as users write it, without brackets.</summary>
    /// <param name="name">The class's name.</param>
    /// <param name="arguments">The names of its type arguments.</param>
    public static string Label(string name, IReadOnlyCollection<string> arguments) =>
        arguments.Count == 0 ? WithoutSuffix(name) : $"{WithoutSuffix(name)}<{string.Join(", ", arguments)}>";
}
