using Kimi.Dsl;

namespace Kimi.Runtime.Hosting;

/// <summary>Collects what is wrong in the configuration, so that all of it is reported at once.</summary>
internal sealed class ConfigurationProblems
{
    private readonly List<string> _lines = [];

    /// <summary>The lines so far.</summary>
    public IReadOnlyList<string> Lines => _lines;

    /// <summary>A file that cannot be read as JSON.</summary>
    public void Malformed(string sentence) => Add("KIMI7001", sentence);

    /// <summary>A name that nothing has.</summary>
    public void UnknownName(string sentence) => Add("KIMI7002", sentence);

    /// <summary>A value of the wrong type.</summary>
    public void WrongType(string sentence) => Add("KIMI7003", sentence);

    /// <summary>A value that its option does not allow.</summary>
    public void NotAllowed(string sentence) => Add("KIMI5001", sentence);

    /// <summary>Ends in one error, with a line a problem, if there are any.</summary>
    /// <exception cref="KimiException">There are.</exception>
    public void ThrowIfAny()
    {
        if (_lines.Count > 0)
            throw new KimiException(string.Join('\n', _lines));
    }

    private void Add(string id, string sentence) => _lines.Add($"{id}: {sentence}");
}
