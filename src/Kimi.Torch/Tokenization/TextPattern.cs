using System.Text;
using System.Text.RegularExpressions;
using Kimi.Dsl;
using Kimi.Torch.Files;
using Kimi.Torch.Tokenization.Unicode;

namespace Kimi.Torch.Tokenization;

/// <summary>What a normalizer or splitter looks for: a text, or a regular expression.</summary>
internal abstract class TextPattern
{
    /// <summary>Reads a pattern of the form <c>{"String": …}</c> or <c>{"Regex": …}</c>.</summary>
    public static TextPattern Read(JsonPlace place)
    {
        place.HasOnly("String", "Regex");
        return place.Optional("String") is { } text ? new Literal(text.Text) : new Expression(place["Regex"]);
    }

    /// <summary>Adds where it is found, from left to right; none overlaps another.</summary>
    public abstract void AddMatches(ReadOnlySpan<char> text, List<Range> found);

    /// <summary>The text with everything found replaced.</summary>
    public string Replace(string text, string content)
    {
        var found = new List<Range>();
        AddMatches(text, found);
        if (found.Count == 0)
            return text;
        var replaced = new StringBuilder(text.Length);
        var end = 0;
        foreach (var range in found)
        {
            replaced.Append(text, end, range.Start.Value - end).Append(content);
            end = range.End.Value;
        }

        return replaced.Append(text, end, text.Length - end).ToString();
    }

    /// <summary>A text.</summary>
    internal sealed class Literal(string sought) : TextPattern
    {
        public override void AddMatches(ReadOnlySpan<char> text, List<Range> found)
        {
            if (sought.Length == 0)
                return;
            for (var start = 0; text[start..].IndexOf(sought, StringComparison.Ordinal) is >= 0 and var offset;)
            {
                found.Add((start + offset)..(start + offset + sought.Length));
                start += offset + sought.Length;
            }
        }
    }

    /// <summary>A regular expression in Oniguruma's syntax, which tokenizer.json is written in.</summary>
    internal sealed class Expression : TextPattern
    {
        // An expression comes from a file that nobody vouches for, and may take forever.
        private static readonly TimeSpan s_limit = TimeSpan.FromSeconds(30);

        private readonly Regex _regex;
        private readonly string _source;

        /// <summary>Reads an expression.</summary>
        public Expression(JsonPlace place)
            : this(place.Text, place.Failure)
        {
        }

        /// <summary>Compiles an expression.</summary>
        /// <param name="source">The expression.</param>
        /// <param name="failure">What to throw if it is not supported: what is wrong and what to do.</param>
        public Expression(string source, Func<string, string, KimiException> failure)
        {
            _source = source;
            try
            {
                _regex = new(OnigurumaPattern.Translate(source), RegexOptions.CultureInvariant | RegexOptions.Compiled, s_limit);
            }
            catch (Exception exception) when (exception is NotSupportedException or ArgumentException)
            {
                throw failure(
                    $"is an expression that is not supported ({exception.Message.TrimEnd('.')})", "use a tokenizer with one of the usual expressions");
            }
        }

        public override void AddMatches(ReadOnlySpan<char> text, List<Range> found)
        {
            try
            {
                if (text.IndexOfAnyInRange('\ud800', '\udfff') < 0)
                    AddTo(found, text, offsets: null);
                else
                    AddTo(found, StandIns.For(text, out var offsets), offsets);
            }
            catch (RegexMatchTimeoutException exception)
            {
                throw new KimiException(
                    $"the tokenizer's expression {_source} took more than {s_limit.TotalSeconds} s on {text.Length} characters: "
                    + "use a tokenizer with another one",
                    exception);
            }
        }

        private void AddTo(List<Range> found, ReadOnlySpan<char> text, int[]? offsets)
        {
            var end = -1;
            foreach (var match in _regex.EnumerateMatches(text))
            {
                // Oniguruma finds no empty match right behind another match.
                if (match.Length == 0 && match.Index == end)
                    continue;
                end = match.Index + match.Length;
                found.Add(offsets is null ? match.Index..end : offsets[match.Index]..offsets[end]);
            }
        }
    }
}
