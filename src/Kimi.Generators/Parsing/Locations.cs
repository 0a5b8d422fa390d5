using Microsoft.CodeAnalysis;

namespace Kimi.Generators.Parsing;

/// <summary>
/// Where the parts of a recipe are in source. The model refers to them by numbers, handed out in the order of parsing: the same text anywhere in a file gives
/// the same numbers, so a model stays equal while its file is edited around it.
/// </summary>
internal sealed class Locations
{
    private readonly List<Location> _locations = [];

    /// <summary>The location that a mark names.</summary>
    public Location this[int mark] => _locations[mark];

    /// <summary>Marks a location; what has none in source gets mark 0, that of the recipe's identifier.</summary>
    public int Mark(Location? location)
    {
        if (location is not { IsInSource: true } && _locations.Count > 0)
            return 0;
        _locations.Add(location ?? Location.None);
        return _locations.Count - 1;
    }
}
