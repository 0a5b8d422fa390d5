using Kimi.Dsl;
using Kimi.Shared.Configuration;

namespace Kimi.Cli.Configuration;

/// <summary>Collects what is wrong in the configuration, so that all of it is reported at once.</summary>
internal sealed class ConfigurationProblems
{
    private readonly List<string> _lines = [];

    /// <summary>The lines so far.</summary>
    public IReadOnlyList<string> Lines => _lines;

    /// <summary>Something wrong with a name or type in the configuration.</summary>
    public void Add(ConfigurationFault fault) => Add(fault.Id, fault.Sentence);

    /// <summary>Something that a rule finds.</summary>
    /// <param name="id">The rule's id.</param>
    /// <param name="sentence">What is wrong, and where.</param>
    public void Add(string id, string sentence) => _lines.Add($"{id}: {sentence}");

    /// <summary>Throws one error, with one line per problem, if there are any.</summary>
    /// <exception cref="KimiException">There are.</exception>
    public void ThrowIfAny()
    {
        if (_lines.Count > 0)
            throw new KimiException(_lines);
    }
}
