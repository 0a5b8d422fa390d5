namespace Kimi.Generators.Model;

/// <summary>A type as generated code writes it and as a message writes it.</summary>
/// <param name="FullName">With <c>global::</c>, keywords escaped.</param>
/// <param name="Name">Without namespaces.</param>
internal readonly record struct TypeRef(string FullName, string Name)
{
    /// <inheritdoc/>
    public override string ToString() => Name;
}
