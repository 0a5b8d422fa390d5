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

    /// <summary>What a rule says of a turn.</summary>
    /// <exception cref="KimiException">The rule failed.</exception>
    public static StopReason? Check(IStopRule rule, ReadOnlySpan<int> turn)
    {
        try
        {
            return rule.Check(turn);
        }
        catch (Exception exception) when (exception is not KimiException)
        {
            throw new KimiException(
                $"the stop rule {rule.GetType().Name} failed on {turn.Length} tokens "
                + $"({exception.GetType().Name}: {exception.Message.TrimEnd('.')}): correct it",
                exception);
        }
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
            if (Check(rule, turn) is { } reason)
                return reason;
        }

        return length >= _sampling.MaxResponseTokens ? StopReason.LengthLimit : null;
    }
}
