namespace Kimi.Cli.Reports.Figures;

/// <summary>A named point of a figure.</summary>
/// <param name="Name">The name.</param>
/// <param name="X">Where.</param>
/// <param name="Y">Where.</param>
/// <param name="Color">The number of its colour: points with the same number have the same colour in all figures.</param>
internal sealed record NamedPoint(string Name, double X, double Y, int Color)
{
    private const double NameWidth = 0.25;
    private const double NameHeight = 0.05;

    /// <summary>Whether no other point is where the name would be: to the right of this point.</summary>
    /// <param name="point">The point.</param>
    /// <param name="all">All points of the figure.</param>
    public static bool IsRoomBeside(NamedPoint point, IReadOnlyList<NamedPoint> all)
    {
        var (width, height) = (all.Max(other => other.X) - all.Min(other => other.X), all.Max(other => other.Y) - all.Min(other => other.Y));
        return !all.Any(
            other => other != point && other.X >= point.X && other.X - point.X < NameWidth * width && Math.Abs(other.Y - point.Y) < NameHeight * height);
    }
}
