namespace Kimi.Dsl;

/// <summary>The perplexity of the tokens at some positions of their documents.</summary>
/// <param name="From">The first position, 0-based: the number of tokens before the predicted one, minus one.</param>
/// <param name="To">The position after the last.</param>
/// <param name="Tokens">How many tokens there were.</param>
/// <param name="Value">exp of the mean of −log π(token); NaN when there were no tokens.</param>
public sealed record PositionPerplexity(int From, int To, long Tokens, double Value);

/// <summary>How well one policy predicts a corpus.</summary>
/// <param name="Policy">The stage that made the policy.</param>
/// <param name="Perplexity">Over all tokens.</param>
/// <param name="ByPosition">By their position in the document.</param>
public sealed record PolicyPerplexity(string Policy, double Perplexity, IReadOnlyList<PositionPerplexity> ByPosition);

/// <summary>How well one or more policies predict the same held-out documents.</summary>
/// <param name="Policies">One entry per policy, in the order of the stage's parameters.</param>
public sealed record PerplexityReport(IReadOnlyList<PolicyPerplexity> Policies) : Artifact;
