namespace Kimi.Shared.Configuration;

/// <summary>A layer of configuration: a file, the environment, or options of the command line.</summary>
/// <param name="Name">Its name in messages.</param>
/// <param name="Root">Everything that it sets.</param>
internal sealed record ConfigurationLayer(string Name, ConfiguredNode Root);
