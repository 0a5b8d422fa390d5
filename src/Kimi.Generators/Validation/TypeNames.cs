using Kimi.Generators.Model;

namespace Kimi.Generators.Validation;

/// <summary>Types in sentences.</summary>
internal static class TypeNames
{
    /// <summary>Two different types, by their short names if those differ.</summary>
    public static (string First, string Second) Distinct(TypeRef first, TypeRef second) =>
        first.Name != second.Name ? (first.Name, second.Name) : (Plain(first), Plain(second));

    private static string Plain(TypeRef type) => type.FullName.Replace("global::", "");
}
