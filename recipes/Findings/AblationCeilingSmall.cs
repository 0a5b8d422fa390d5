using Kimi.Dsl;
using Kimi.Recipes.Searches;

namespace Kimi.Recipes.Findings;

/// <summary>The same with a model of 0.41 million weights instead of 0.73.</summary>
[Recipe("ablation-ceiling-small")]
public abstract partial class AblationCeilingSmall : AblationCeiling
{
    /// <inheritdoc/>
    [InitializeTransformer(
        Layers = 4, HiddenSize = 96, AttentionHeads = 4, KeyValueHeads = 2, FeedForwardSize = 256, ContextLength = 160, Alphabet = SearchTraces.Alphabet)]
    public abstract override Policy Initial();
}
