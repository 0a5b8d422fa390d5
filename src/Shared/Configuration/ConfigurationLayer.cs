namespace Kimi.Shared.Configuration;

/// <summary>A layer of configuration: a file, the environment, or options of the command line.</summary>
/// <param name="Name">As messages call it.</param>
/// <param name="Root">All that it sets.</param>
internal sealed record ConfigurationLayer(string Name, ConfiguredNode Root);
