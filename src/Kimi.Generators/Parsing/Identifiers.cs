using Microsoft.CodeAnalysis.CSharp;

namespace Kimi.Generators.Parsing;

/// <summary>Names in C#.</summary>
internal static class Identifiers
{
    /// <summary>A name as an identifier, with <c>@</c> where it is a keyword anywhere.</summary>
    public static string Escape(string name) =>
        SyntaxFacts.GetKeywordKind(name) != SyntaxKind.None || SyntaxFacts.GetContextualKeywordKind(name) != SyntaxKind.None ? "@" + name : name;

    /// <summary>A parameter's name for a stage's: <c>longCot</c> for <c>LongCot</c>.</summary>
    public static string ToParameter(string stage) => stage.Length == 0 ? stage : char.ToLowerInvariant(stage[0]) + stage.Substring(1);
}
