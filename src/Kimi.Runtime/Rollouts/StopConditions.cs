using Kimi.Dsl;
using Kimi.Torch.Tokenization;

namespace Kimi.Runtime.Rollouts;

/// <summary>Where a turn of the policy ends, in this order: its end of text, a stop token, a stop text, a stop rule, the length limit.</summary>
internal sealed class StopConditions
{
    private readonly SamplingOptions _sampling;
    private readonly ResponseText _text;
    private readonly IReadOnlyList<IStopRule> _rules;

    /// <summary>Prepares the stop conditions.</summary>
    /// <exception cref="KimiException">A stop token is outside the vocabulary, or a stop text is empty.</exception>
    public StopConditions(SamplingOptions sampling, IReadOnlyList<IStopRule> rules, ITokenizer tokenizer)
    {
        (_sampling, _rules, _text) = (sampling, rules, new(sampling, tokenizer));
        foreach (var token in sampling.StopTokens)
        {
            if (token < 0 || token >= tokenizer.VocabularySize)
                throw new KimiException($"stop token {token} is outside the policy's vocabulary of {tokenizer.VocabularySize}: remove it from StopTokens");
        }

        if (sampling.StopTexts.Contains(""))
            throw new KimiException("a stop text is empty, which would end every response at once: remove it from StopTexts");
    }

    /// <summary>Whether a turn ends with its newest token, and for which reason.</summary>
    /// <param name="turn">Its tokens so far, over all segments; at least one.</param>
    /// <param name="length">How many tokens policies wrote in all turns.</param>
    public StopReason? Check(ReadOnlySpan<int> turn, int length)
    {
        if (_text.EndedBy(turn) is { } ended)
            return ended;
        foreach (var rule in _rules)
        {
            if (rule.Check(turn) is { } reason)
                return reason;
        }

        return length >= _sampling.MaxResponseTokens ? StopReason.LengthLimit : null;
    }
}
