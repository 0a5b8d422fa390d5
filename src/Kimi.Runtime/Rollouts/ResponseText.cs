using System.Text;
using Kimi.Dsl;
using Kimi.Torch.Tokenization;

namespace Kimi.Runtime.Rollouts;

/// <summary>
/// The text of a policy's turn, and what of it ends the turn. Stop texts are searched for in the decoded text, so one may span several tokens or end
/// within one.
/// </summary>
/// <param name="sampling">The stop tokens and texts.</param>
/// <param name="tokenizer">The policy's tokenizer.</param>
internal sealed class ResponseText(SamplingOptions sampling, ITokenizer tokenizer)
{
    // A character can be up to four tokens long, three of which may lie before the text that is looked for.
    private const int TokensBeforeText = 3;

    private readonly int _stopTokens = sampling.StopTexts.Select(text => Encoding.UTF8.GetByteCount(text) + TokensBeforeText).DefaultIfEmpty().Max();

    /// <summary>Why a turn ends with its newest token; null if no token or text ends it.</summary>
    /// <param name="turn">Its tokens; at least one.</param>
    public StopReason? EndedBy(ReadOnlySpan<int> turn)
    {
        if (IsStopToken(turn[^1]))
            return tokenizer.EndOfTextIds.Contains(turn[^1]) ? StopReason.EndOfText : StopReason.StopText;
        return _stopTokens > 0 && FirstStop(tokenizer.Decode(turn[^Math.Min(turn.Length, _stopTokens)..])) is not null ? StopReason.StopText : null;
    }

    /// <summary>A finished turn with its text, without the token or text that ended it.</summary>
    /// <param name="turn">The turn; it has a token at least.</param>
    public PolicyTurn Finish(PolicyTurn turn)
    {
        int[] tokens = [.. turn.AllTokens];
        var text = tokenizer.Decode(IsStopToken(tokens[^1]) ? tokens.AsSpan(..^1) : tokens);
        return FirstStop(text) is var (start, stop) ? turn with { Text = text[..start], StopText = stop } : turn with { Text = text };
    }

    private bool IsStopToken(int token) => tokenizer.EndOfTextIds.Contains(token) || sampling.StopTokens.Contains(token);

    private (int Start, string Text)? FirstStop(string text) => sampling.StopTexts
        .Select(stop => (Start: text.IndexOf(stop, StringComparison.Ordinal), Text: stop))
        .Where(stop => stop.Start >= 0)
        .OrderBy(stop => stop.Start)
        .Select(stop => ((int, string)?)stop)
        .FirstOrDefault();
}
