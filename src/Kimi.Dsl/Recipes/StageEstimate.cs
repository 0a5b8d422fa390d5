namespace Kimi.Dsl;

/// <summary>
/// How much a stage will do and what its output will hold, told from options alone. Where an option bounds a length, the bound counts, so tokens are upper
/// bounds. Weights and memory follow from what the attribute's class declares (<see cref="UsesMemoryAttribute"/>).
/// </summary>
public sealed record StageEstimate
{
    /// <summary>The longest sequence of the policy that the stage makes or works on, in tokens; 0 without one, or when options do not tell.</summary>
    public long ContextLength { get; init; }

    /// <summary>Problems or demonstrations in the output; 0 without any, or when options do not tell.</summary>
    public long Items { get; init; }

    /// <summary>Tokens that the stage trains on: each costs 6 FLOPs a weight.</summary>
    public long TrainedTokens { get; init; }

    /// <summary>Tokens that the stage generates: each costs 2 FLOPs a weight.</summary>
    public long GeneratedTokens { get; init; }

    /// <summary>What the outputs of several stages hold together, such as the policies that an average is taken of.</summary>
    /// <param name="inputs">The stages' estimates.</param>
    public static StageEstimate Of(params IReadOnlyList<StageEstimate> inputs) => inputs.Count == 0
        ? new()
        : new()
        {
            ContextLength = inputs.Max(input => input.ContextLength),
            Items = inputs.Max(input => input.Items),
        };
}
