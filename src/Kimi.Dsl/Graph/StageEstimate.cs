using Kimi.Shared.Facts;

namespace Kimi.Dsl;

/// <summary>
/// What a stage will take and what its output will hold, told from options alone. Where an option bounds a length, the bound counts, so
/// tokens and FLOPs are upper bounds.
/// </summary>
public sealed record StageEstimate
{
    /// <summary>Weights of the policy that the stage makes or works on; 0 without one, or when options do not tell.</summary>
    public long Parameters { get; init; }

    /// <summary>Numbers that one token adds to that policy's key-value cache: 2 · layers · key and value heads · head size.</summary>
    public long CacheWidth { get; init; }

    /// <summary>Numbers that one token leaves behind in that policy's forward pass for its backward pass, roughly.</summary>
    public long ActivationWidth { get; init; }

    /// <summary>The longest sequence of that policy, in tokens.</summary>
    public long ContextLength { get; init; }

    /// <summary>Problems or demonstrations in the output; 0 without any, or when options do not tell.</summary>
    public long Items { get; init; }

    /// <summary>Tokens that the stage trains on: each costs 6 FLOPs a weight.</summary>
    public long TrainedTokens { get; init; }

    /// <summary>Tokens that the stage generates: each costs 2 FLOPs a weight.</summary>
    public long GeneratedTokens { get; init; }

    /// <summary>Responses that it would generate at a time if there were room for all.</summary>
    public long ResponsesAtOnce { get; init; }

    /// <summary>Bytes of weights, gradients, optimizer moments and activations at their height; the key-value cache comes on top.</summary>
    public long Bytes { get; init; }

    /// <summary>Floating-point operations.</summary>
    public double Flops => Parameters * (6.0 * TrainedTokens + 2.0 * GeneratedTokens);

    /// <summary>What the outputs of several stages hold together, such as the policies that an average is taken of.</summary>
    /// <param name="inputs">The stages' estimates.</param>
    public static StageEstimate Of(params IReadOnlyList<StageEstimate> inputs) => inputs.Count == 0
        ? new()
        : new()
        {
            Parameters = inputs.Max(input => input.Parameters),
            CacheWidth = inputs.Max(input => input.CacheWidth),
            ActivationWidth = inputs.Max(input => input.ActivationWidth),
            ContextLength = inputs.Max(input => input.ContextLength),
            Items = inputs.Max(input => input.Items),
        };

    /// <summary>Bytes that training needs: 16 a weight, for itself, its gradient and Adam's two moments, and the activations of a batch.</summary>
    /// <param name="batchTokens">Tokens in one forward and backward pass.</param>
    public long TrainingBytes(long batchTokens) => TransformerMemory.Training(Parameters, ActivationWidth, batchTokens);

    /// <summary>Bytes that weights take which are only read.</summary>
    public long ReadingBytes => TransformerMemory.Reading(Parameters);

    /// <summary>Bytes that the key-value cache of so many responses takes.</summary>
    /// <param name="responses">The responses.</param>
    public long CacheBytes(long responses) => TransformerMemory.Cache(responses, ContextLength, CacheWidth);
}
