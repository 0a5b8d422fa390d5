using ScottPlot;
using SkiaSharp;

namespace Kimi.Cli.Reports.Figures;

/// <summary>The font of figures, embedded here: figures look the same everywhere, even on a machine without any fonts.</summary>
internal sealed class FigureFont : IFontResolver
{
    /// <summary>Its name, which no system font has, so that ScottPlot asks here.</summary>
    public const string Name = "Kimi Figures";

    private const string Resource = "Kimi.Cli.Reports.Resources.OpenSans-Regular.ttf";

    private static readonly SKTypeface s_typeface = Load();

    private FigureFont()
    {
    }

    /// <summary>Makes the font known to ScottPlot.</summary>
    public static void Register()
    {
        if (!Fonts.FontResolvers.OfType<FigureFont>().Any())
            Fonts.FontResolvers.Insert(0, new FigureFont());
    }

    /// <inheritdoc/>
    public SKTypeface? CreateTypeface(string fontName, bool bold, bool italic) => fontName == Name ? s_typeface : null;

    /// <inheritdoc/>
    public SKTypeface? CreateTypeface(string fontName, FontWeight weight, FontSlant slant, FontSpacing spacing) => fontName == Name ? s_typeface : null;

    private static SKTypeface Load()
    {
        using var stream = typeof(FigureFont).Assembly.GetManifestResourceStream(Resource)!;
        return SKTypeface.FromStream(stream);
    }
}
