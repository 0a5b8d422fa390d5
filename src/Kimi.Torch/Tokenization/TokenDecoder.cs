using System.Globalization;
using Kimi.Torch.Files;

namespace Kimi.Torch.Tokenization;

/// <summary>What tokens are as text, read from <c>decoder</c>: the same for a whole text and for one that grows token by token.</summary>
internal sealed class TokenDecoder
{
    private readonly List<Func<string, string>> _rewrites = [];

    /// <summary>Whether every token is bytes in the characters of <see cref="ByteLevel"/>.</summary>
    public bool IsByteLevel { get; private set; }

    /// <summary>Whether <c>&lt;0x41&gt;</c> is a byte.</summary>
    public bool HasFallbackBytes { get; private set; }

    /// <summary>What is dropped from the first token wherever it stands there; null if nothing is.</summary>
    public char? DroppedFromFirst { get; private set; }

    /// <summary>What is dropped at the start of the text.</summary>
    public char Stripped { get; private set; }

    /// <summary>How many of it at most.</summary>
    public int StrippedCount { get; private set; }

    /// <summary>What stands between tokens.</summary>
    public string Separator { get; private init; } = "";

    /// <summary>Reads <c>decoder</c>; a file without one has a space between tokens.</summary>
    public static TokenDecoder Read(JsonPlace? place)
    {
        if (place is not { } found)
            return new() { Separator = " " };
        var decoder = new TokenDecoder();
        var steps = found.Type == "Sequence" ? [.. found["decoders"].Items] : new List<JsonPlace> { found };
        var last = Order.Rewrite;
        foreach (var step in steps)
        {
            var order = decoder.Add(step);
            if (order < last || (decoder.IsByteLevel && steps.Count > 1) || (order == Order.Strip && last != Order.Fuse))
                throw step.Failure(
                    "is in an order that is not supported", "use a tokenizer that replaces, falls back to bytes, fuses and strips, in this order");
            last = order;
        }

        return decoder;
    }

    /// <summary>The token as text, or as bytes of a text.</summary>
    public TokenPiece PieceOf(string content)
    {
        if (IsByteLevel)
            return new("", ByteLevel.BytesOf(content));
        var text = _rewrites.Aggregate(content, (current, rewrite) => rewrite(current));
        return HasFallbackBytes && IsByte(text, out var value) ? new("", [value]) : new(text, []);
    }

    private static bool IsByte(string text, out byte value)
    {
        value = 0;
        return text.Length == 6 && text.StartsWith("<0x", StringComparison.Ordinal) && text[^1] == '>'
            && byte.TryParse(text.AsSpan(3, 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out value);
    }

    private Order Add(JsonPlace step)
    {
        switch (step.Type)
        {
            case "ByteLevel":
                step.HasOnly("add_prefix_space", "trim_offsets", "use_regex");
                IsByteLevel = true;
                return Order.Rewrite;
            case "Replace":
                step.HasOnly("pattern", "content");
                var (pattern, content) = (TextPattern.Read(step["pattern"]), step["content"].Text);
                if (pattern is not TextPattern.Literal)
                    throw step["pattern"].Failure("is an expression, which a decoder cannot have here", "use a tokenizer whose decoder replaces texts");
                _rewrites.Add(text => pattern.Replace(text, content));
                return Order.Rewrite;
            case "Metaspace":
                var metaspace = Metaspace.Read(step);
                if (metaspace.Prefix != Metaspace.PrefixScheme.Never)
                    DroppedFromFirst = metaspace.Space;
                else
                    _rewrites.Add(text => text.Replace(metaspace.Space, ' '));
                return Order.Metaspace;
            case "ByteFallback":
                step.HasOnly();
                HasFallbackBytes = true;
                return Order.Fallback;
            case "Fuse":
                step.HasOnly();
                return Order.Fuse;
            case "Strip":
                step.HasOnly("content", "start", "stop");
                Stripped = step["content"].Text is [var only] ? only : throw step["content"].Failure("is not one character");
                StrippedCount = step["start"].Count;
                if (step["stop"].Count > 0)
                    throw step["stop"].Failure("is not 0, which is not supported", "use a tokenizer that strips only the start");
                return Order.Strip;
            case var kind:
                throw step.Unknown(kind);
        }
    }

    private enum Order
    {
        Rewrite,
        Metaspace,
        Fallback,
        Fuse,
        Strip,
    }
}

/// <summary>A token as text, or else as bytes of a text.</summary>
/// <param name="Text">The text; empty for bytes.</param>
/// <param name="Bytes">The bytes; empty for a text.</param>
internal sealed record TokenPiece(string Text, byte[] Bytes);
