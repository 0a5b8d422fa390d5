using Microsoft.CodeAnalysis;

namespace Kimi.Generators.Code;

/// <summary>A rule for the bodies of a team's own code that a run executes.</summary>
internal abstract class TeamCodeRule(DiagnosticDescriptor descriptor)
{
    /// <summary>What it reports.</summary>
    public DiagnosticDescriptor Descriptor => descriptor;

    /// <summary>The code that the rule is about.</summary>
    public abstract Roles About { get; }

    /// <summary>Finds what is wrong in a body.</summary>
    public abstract IEnumerable<(Location Place, string Sentence)> Check(TeamBody body);
}
