using Kimi.Shared.Declarations;

namespace Kimi.Shared.Configuration;

/// <summary>What configuration sets an option to.</summary>
/// <param name="Layer">The layer that wins.</param>
/// <param name="Node">What it says.</param>
/// <param name="Texts">The texts that the value consists of: one, or a list's; null when it is of another type.</param>
/// <param name="Value">The value; null when it is of another type.</param>
internal sealed record ConfiguredValue(ConfigurationLayer Layer, ConfiguredNode Node, IReadOnlyList<string>? Texts, OptionValue? Value);
