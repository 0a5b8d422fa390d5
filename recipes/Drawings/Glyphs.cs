using System.Globalization;

namespace Kimi.Recipes.Drawings;

/// <summary>Characters and shapes of five by seven pixels, drawn here, since fonts look different on every machine.</summary>
internal static class Glyphs
{
    private const int Width = 5;
    private const int Height = 7;

    // A byte for each row, from the top; the highest of five bits is at the left.
    private static readonly Dictionary<char, string> s_rows = new()
    {
        ['0'] = "0E11131519110E",
        ['1'] = "040C040404040E",
        ['2'] = "0E11010204081F",
        ['3'] = "1F02040201110E",
        ['4'] = "02060A121F0202",
        ['5'] = "1F101E0101110E",
        ['6'] = "0608101E11110E",
        ['7'] = "1F010204080808",
        ['8'] = "0E11110E11110E",
        ['9'] = "0E11110F01020C",
        ['+'] = "0004041F040400",
        ['-'] = "0000001F000000",
        ['*'] = "00150E1F0E1500",
        ['='] = "00001F001F0000",
        ['A'] = "0E11111F111111",
        ['B'] = "1E11111E11111E",
        ['C'] = "0E11101010110E",
        ['D'] = "1E11111111111E",
        [ShapeGrid.Square] = "1F11111111111F",
        [ShapeGrid.Disc] = "0E1F1F1F1F1F0E",
        [ShapeGrid.Cross] = "11110A040A1111",
    };

    /// <summary>The characters that can be written, without letters and shapes.</summary>
    internal const string Characters = "0123456789+-*=";

    /// <summary>Draws one; what has no picture stays empty.</summary>
    internal static void Draw(Canvas canvas, char character, int left, int top)
    {
        if (!s_rows.TryGetValue(character, out var rows))
            return;
        for (var y = 0; y < Height; y++)
        {
            var bits = int.Parse(rows.AsSpan(2 * y, 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture);
            for (var x = 0; x < Width; x++)
            {
                if ((bits >> (Width - 1 - x) & 1) == 1)
                    canvas.Dot(left + x, top + y);
            }
        }
    }
}
