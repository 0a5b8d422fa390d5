namespace Kimi.Shared.Configuration;

/// <summary>Something wrong in a configuration.</summary>
/// <param name="Id">The diagnostic's id.</param>
/// <param name="Place">Where, in a file.</param>
/// <param name="Sentence">What is wrong, and what to do.</param>
internal sealed record ConfigurationFault(string Id, (int Start, int Length) Place, string Sentence);
