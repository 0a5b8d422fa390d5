using System.Collections;
using System.Globalization;

namespace Kimi.Torch.Tokenization.Unicode;

/// <summary>What Unicode says of composing characters; <c>make-mappings.py</c> wrote the table.</summary>
internal sealed class CanonicalMappings
{
    private const string Resource = "Kimi.Torch.Tokenization.Unicode.CanonicalMappings.txt";
    private const int CharacterCount = 0x110000;

    private readonly Dictionary<int, int> _classes = [];
    private readonly BitArray _mayChange = new(CharacterCount);

    private CanonicalMappings()
    {
    }

    /// <summary>What a character decomposes to in one step; the second part is null where it is only written otherwise.</summary>
    public Dictionary<int, (int First, int? Second)> Decompositions { get; } = [];

    /// <summary>What two characters compose to.</summary>
    public Dictionary<(int First, int Second), int> Compositions { get; } = [];

    /// <summary>Reads the table.</summary>
    public static CanonicalMappings Load()
    {
        using var stream = typeof(CanonicalMappings).Assembly.GetManifestResourceStream(Resource)!;
        using var reader = new StreamReader(stream);
        var mappings = new CanonicalMappings();
        while (reader.ReadLine() is { } line)
        {
            if (line.Contains('=', StringComparison.Ordinal))
                mappings.AddMapping(line.TrimStart('!').Split('=', ' '), composes: line[0] != '!');
            else if (line[0] != '#')
                mappings.AddClass(line.Split('-', ' '));
        }

        return mappings;
    }

    /// <summary>The canonical combining class.</summary>
    public int ClassOf(int character) => _classes.GetValueOrDefault(character);

    /// <summary>Whether a text with this character may not be in form C already.</summary>
    public bool MayChange(int character) => _mayChange[character];

    private static int Code(string digits) => int.Parse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);

    private void AddClass(string[] fields)
    {
        for (var character = Code(fields[0]); character <= Code(fields[1]); character++)
        {
            _classes[character] = int.Parse(fields[2], CultureInfo.InvariantCulture);
            _mayChange[character] = true;
        }
    }

    private void AddMapping(string[] fields, bool composes)
    {
        var character = Code(fields[0]);
        var (first, second) = (Code(fields[1]), fields.Length > 2 ? Code(fields[2]) : (int?)null);
        Decompositions.Add(character, (first, second));
        if (composes)
        {
            Compositions.Add((first, second!.Value), character);
            _mayChange[second.Value] = true;
        }
        else
        {
            _mayChange[character] = true;
        }
    }
}
