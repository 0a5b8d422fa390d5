// Mistake: My transform takes a service that I forgot to register
// Pain: 6
// Caught: start
// Arguments: run unregistered
// Says: transform Clean takes a Blocklist, which no stage makes and no service provides: register it in Program.cs
using Kimi.Dsl;

namespace Acme;

[Recipe("unregistered")]
public abstract partial class Unregistered
{
    [Problems<AdditionProblems>(Count = 4_096)]
    public abstract PromptSet Problems();

    [Transform]
    public static PromptSet Clean(PromptSet problems, Blocklist blocklist) => problems.Where(problem => !blocklist.Has(problem.Id));

    [Demonstrations<AdditionSteps>]
    public abstract Demonstrations Traces(PromptSet clean);
}

/// <summary>Problems that the team threw out.</summary>
public sealed class Blocklist
{
    private readonly HashSet<string> _ids = [];

    /// <summary>Whether a problem was thrown out.</summary>
    /// <param name="id">The problem.</param>
    public bool Has(string id) => _ids.Contains(id);
}
