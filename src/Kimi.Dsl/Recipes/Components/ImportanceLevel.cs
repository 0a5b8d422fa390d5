namespace Kimi.Dsl;

/// <summary>What an importance weight is the ratio of.</summary>
public enum ImportanceLevel
{
    /// <summary>The probabilities of the token, given what precedes it: low variance, and biased, since it leaves out what precedes.</summary>
    Token,

    /// <summary>The probabilities of the whole response, the product over its tokens: unbiased up to the limits, and far from 1 for long responses.</summary>
    Sequence,
}
