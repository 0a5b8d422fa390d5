using System.Runtime.InteropServices;
using System.Text;
using Kimi.Dsl;

namespace Kimi.Torch.Tokenization;

/// <summary>
/// The text of tokens that arrive one after the other. A character whose bytes are spread over several tokens comes with the last of them, so that no half
/// of a character is ever shown.
/// </summary>
public sealed class IncrementalDecoder
{
    private const string Broken = "\ufffd";

    private readonly IReadOnlyList<TokenPiece?> _pieces;
    private readonly TokenDecoder _rules;
    private readonly bool _waits;
    private readonly Decoder _utf8 = Encoding.UTF8.GetDecoder();
    private readonly List<byte> _bytes = [];
    private int _strippedLeft;
    private bool _hasBegun;

    /// <summary>Begins a text.</summary>
    /// <param name="pieces">The tokens by id; null for one that gives no text.</param>
    /// <param name="rules">How they become text.</param>
    /// <param name="waits">Whether fallback bytes wait for the next token that is none: as in Hugging Face's library, bytes in a row count only
    /// together.</param>
    internal IncrementalDecoder(IReadOnlyList<TokenPiece?> pieces, TokenDecoder rules, bool waits)
    {
        (_pieces, _rules, _waits, _strippedLeft) = (pieces, rules, waits, rules.StrippedCount);
    }

    private bool IsWhole => System.Text.Unicode.Utf8.IsValid(CollectionsMarshal.AsSpan(_bytes));

    /// <summary>Takes the next token.</summary>
    /// <param name="token">The token.</param>
    /// <returns>The text that is certain now; often empty.</returns>
    /// <exception cref="KimiException">The token is negative.</exception>
    public string Add(int token)
    {
        var text = new StringBuilder();
        Add(token, text);
        return text.ToString();
    }

    /// <summary>Ends the text.</summary>
    /// <returns>What is left: a replacement character for bytes that are no character.</returns>
    public string End()
    {
        var text = new StringBuilder();
        End(text);
        return text.ToString();
    }

    internal void Add(int token, StringBuilder text)
    {
        if (token < 0)
            throw new KimiException($"token {token} is negative: decode with the tokenizer the model was trained with");
        if (token >= _pieces.Count || _pieces[token] is not { } piece)
            return;
        if (_rules.IsByteLevel)
            AddUtf8(piece.Bytes, isEnd: false, text);
        else if (piece.Bytes.Length > 0)
            AddFallback(piece.Bytes[0], text);
        else
            AddText(piece.Text, text);
        _hasBegun = true;
    }

    internal void End(StringBuilder text)
    {
        AddUtf8([], isEnd: true, text);
        EndFallback(text);
    }

    private void AddUtf8(byte[] bytes, bool isEnd, StringBuilder text)
    {
        Span<char> characters = new char[Encoding.UTF8.GetMaxCharCount(bytes.Length)];
        text.Append(characters[.._utf8.GetChars(bytes, characters, isEnd)]);
    }

    private void AddFallback(byte value, StringBuilder text)
    {
        _bytes.Add(value);
        if (!_waits && IsWhole)
            EndFallback(text);
    }

    private void EndFallback(StringBuilder text)
    {
        if (_bytes.Count == 0)
            return;
        Append(IsWhole ? Encoding.UTF8.GetString([.. _bytes]) : string.Concat(Enumerable.Repeat(Broken, _bytes.Count)), text);
        _bytes.Clear();
    }

    private void AddText(string piece, StringBuilder text)
    {
        EndFallback(text);
        if (_rules.DroppedFromFirst is { } space)
            piece = _hasBegun ? piece.Replace(space, ' ') : piece.Replace(space.ToString(), "", StringComparison.Ordinal);
        Append(_hasBegun ? _rules.Separator + piece : piece, text);
    }

    private void Append(string piece, StringBuilder text)
    {
        var start = 0;
        while (_strippedLeft > 0 && start < piece.Length)
        {
            var isStripped = piece[start] == _rules.Stripped;
            _strippedLeft = isStripped ? _strippedLeft - 1 : 0;
            start += isStripped ? 1 : 0;
        }

        text.Append(piece, start, piece.Length - start);
    }
}
