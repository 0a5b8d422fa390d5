using Microsoft.CodeAnalysis;

namespace Kimi.Generators.Parsing;

/// <summary>
/// Where the parts of a recipe are in source. The model refers to them by numbers, handed out in the order of parsing: the same text anywhere in a file gives
/// the same numbers, so a model stays equal while its file is edited around it.
/// </summary>
internal sealed class Locations
{
    private readonly List<(Location Location, (int Given, string Stage)? Default)> _places = [];

    /// <summary>How many there are.</summary>
    public int Count => _places.Count;

    /// <summary>The location that a mark names.</summary>
    public Location this[int mark] => _places[mark].Location;

    /// <summary>The stage that has the value which a mark names from a class; null for what is not from a class.</summary>
    public string? StageOf(int mark) => _places[mark].Default?.Stage;

    /// <summary>The marks of the values that stages have from an argument on a class.</summary>
    /// <param name="argument">The argument's location.</param>
    public IEnumerable<int> Takers(Location argument) =>
        Enumerable.Range(0, _places.Count).Where(mark => _places[mark].Default is not null && _places[mark].Location == argument);

    /// <summary>Marks a location; what has none in source gets mark 0, that of the recipe's identifier.</summary>
    public int Mark(Location? location)
    {
        if (location is not { IsInSource: true } && _places.Count > 0)
            return 0;
        _places.Add((location ?? Location.None, null));
        return _places.Count - 1;
    }

    /// <summary>Marks a value that a stage has from a class.</summary>
    /// <param name="given">The mark of the argument on the class.</param>
    /// <param name="stage">The stage.</param>
    public int MarkDefault(int given, string stage)
    {
        _places.Add((_places[given].Location, (given, stage)));
        return _places.Count - 1;
    }

    /// <summary>The places marked since a mark, as they are within a method.</summary>
    /// <param name="first">The mark.</param>
    /// <param name="start">Where the method starts in its file.</param>
    public IReadOnlyList<MarkedPlace> Since(int first, int start) =>
    [
        .. from place in _places.Skip(first)
           select place.Default is null ? new MarkedPlace(new(place.Location.SourceSpan.Start - start, place.Location.SourceSpan.Length), null)
               : new MarkedPlace(default, place.Default),
    ];

    /// <summary>Marks the places of a method.</summary>
    /// <param name="places">The places.</param>
    /// <param name="file">The method's file.</param>
    /// <param name="start">Where the method starts there.</param>
    public void Add(IReadOnlyList<MarkedPlace> places, SyntaxTree file, int start)
    {
        foreach (var (span, given) in places)
            _places.Add((given is null ? Location.Create(file, new(start + span.Start, span.Length)) : _places[given.Value.Given].Location, given));
    }
}
