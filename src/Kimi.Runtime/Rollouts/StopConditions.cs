using System.Text;
using Kimi.Dsl;
using Kimi.Torch.Models;

namespace Kimi.Runtime.Rollouts;

/// <summary>
/// Where a response ends, in this order: its end of text, a stop token, a stop text, a stop rule, its length limit. Stop texts are searched for in the
/// decoded text, so it may span several tokens or end within one.
/// </summary>
internal sealed class StopConditions
{
    // A character can be up to four tokens long, three of which may lie before the text that is looked for.
    private const int TokensBeforeText = 3;

    private readonly SamplingOptions _sampling;
    private readonly ITokenizer _tokenizer;
    private readonly int _textTokens;

    /// <summary>Prepares the stop conditions.</summary>
    /// <exception cref="KimiException">A stop token is outside the vocabulary, or a stop text is empty.</exception>
    public StopConditions(SamplingOptions sampling, ITokenizer tokenizer)
    {
        (_sampling, _tokenizer) = (sampling, tokenizer);
        foreach (var token in sampling.StopTokens)
        {
            if (token < 0 || token >= tokenizer.VocabularySize)
                throw new KimiException($"stop token {token} is outside the policy's vocabulary of {tokenizer.VocabularySize}: remove it from StopTokens");
        }

        if (sampling.StopTexts.Contains(""))
            throw new KimiException("a stop text is empty, which would end every response at once: remove it from StopTexts");
        _textTokens = sampling.StopTexts.Select(text => Encoding.UTF8.GetByteCount(text) + TokensBeforeText).DefaultIfEmpty().Max();
    }

    /// <summary>Whether a response ends with its newest token, and for which reason.</summary>
    /// <param name="tokens">Its tokens so far, over all segments; at least one.</param>
    public StopReason? Check(ReadOnlySpan<int> tokens)
    {
        if (IsStopToken(tokens[^1]))
            return tokens[^1] == _tokenizer.EndOfTextId ? StopReason.EndOfText : StopReason.StopText;
        if (_textTokens > 0 && StartOfStopText(_tokenizer.Decode(tokens[^Math.Min(tokens.Length, _textTokens)..])) >= 0)
            return StopReason.StopText;
        foreach (var rule in _sampling.StopRules)
        {
            if (rule.Check(tokens) is { } reason)
                return reason;
        }

        return tokens.Length >= _sampling.MaxResponseTokens ? StopReason.LengthLimit : null;
    }

    /// <summary>A finished response's text, without the token or text that ended it.</summary>
    /// <param name="tokens">Its tokens.</param>
    public string Text(ReadOnlySpan<int> tokens)
    {
        var text = _tokenizer.Decode(IsStopToken(tokens[^1]) ? tokens[..^1] : tokens);
        return StartOfStopText(text) is >= 0 and var start ? text[..start] : text;
    }

    private bool IsStopToken(int token) => token == _tokenizer.EndOfTextId || _sampling.StopTokens.Contains(token);

    // −1 if there is no stop text.
    private int StartOfStopText(string text) =>
        _sampling.StopTexts.Select(stop => text.IndexOf(stop, StringComparison.Ordinal)).Where(start => start >= 0).DefaultIfEmpty(-1).Min();
}
