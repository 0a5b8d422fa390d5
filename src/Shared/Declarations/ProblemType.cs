namespace Kimi.Shared.Declarations;

/// <summary>A type of problem.</summary>
/// <param name="Types">The full names of the type and its bases, the type first.</param>
/// <param name="HasImages">Whether its prompts have images.</param>
internal sealed record ProblemType(IReadOnlyList<string> Types, bool HasImages)
{
    /// <summary>The type that all problems have.</summary>
    public const string Root = "Kimi.Dsl.Problem";

    /// <summary>Without namespace.</summary>
    public string Name => Types[0].Substring(Types[0].LastIndexOf('.') + 1);

    /// <summary>Whether every problem of this type is one of another.</summary>
    public bool Is(ProblemType other) => Types.Contains(other.Types[0]);
}
