using System.Globalization;
using System.Net;
using System.Runtime.CompilerServices;
using System.Text;
using Kimi.Shared;

namespace Kimi.Cli.Reports.Markup;

/// <summary>
/// Markup. <c>Html.Of($"&lt;td&gt;{text}&lt;/td&gt;")</c> encodes everything that is put into the holes, and takes only other <see cref="Html"/> as
/// it is: text written by a model can be shown but never executes. Put attribute values in double quotes.
/// </summary>
/// <param name="Text">The markup.</param>
internal sealed record Html(string Text)
{
    /// <summary>No markup.</summary>
    public static Html Empty { get; } = new("");

    /// <summary>Writes markup.</summary>
    /// <param name="markup">The markup, with holes.</param>
    public static Html Of(Markup markup) => new(markup.ToString());

    /// <inheritdoc/>
    public override string ToString() => Text;

    /// <summary>Markup whose holes are encoded.</summary>
    [InterpolatedStringHandler]
    internal readonly ref struct Markup
    {
        private readonly StringBuilder _text;

        public Markup(int literalLength, int holes)
        {
            _ = holes;
            _text = new(literalLength);
        }

        public void AppendLiteral(string markup) => _text.Append(markup);

        public void AppendFormatted(Html markup) => _text.Append(markup.Text);

        public void AppendFormatted(IEnumerable<Html> markups)
        {
            foreach (var markup in markups)
                AppendFormatted(markup);
        }

        public void AppendFormatted(string? text) => _text.Append(WebUtility.HtmlEncode(VisibleText.Block(text ?? "")));

        public void AppendFormatted(double number) => _text.Append(number.ToString("0.##", CultureInfo.InvariantCulture));

        public override string ToString() => _text.ToString();
    }
}
