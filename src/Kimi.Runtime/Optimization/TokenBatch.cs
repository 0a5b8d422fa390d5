using Kimi.Runtime.Models;
using static TorchSharp.torch;

namespace Kimi.Runtime.Optimization;

/// <summary>A prompt and its response as tokens, the end of text included.</summary>
/// <param name="Prompt">The prompt's tokens; at least one.</param>
/// <param name="Response">The response's tokens.</param>
internal sealed record TokenSequence(int[] Prompt, int[] Response)
{
    /// <summary>How many of the response's first tokens are read but not predicted.</summary>
    public int Excluded { get; init; }

    public int Length => Prompt.Length + Response.Length;
}

/// <summary>Sequences as tensors for training: padded on the right, targets shifted by one, prompts without a target.</summary>
/// <param name="Tokens_BT">Token ids, 64-bit.</param>
/// <param name="Targets_BT">The token to predict at each position, or <see cref="Transformer.IgnoreIndex"/>.</param>
internal sealed record TokenBatch(Tensor Tokens_BT, Tensor Targets_BT)
{
    /// <summary>Builds the batch on a device, in the present dispose scope.</summary>
    public static TokenBatch Of(IReadOnlyList<TokenSequence> sequences, int padId, Device device)
    {
        var longest = sequences.Max(sequence => sequence.Length) - 1;
        var tokens = new long[sequences.Count, longest];
        var targets = new long[sequences.Count, longest];
        for (var row = 0; row < sequences.Count; row++)
        {
            var sequence = sequences[row];
            for (var column = 0; column < longest; column++)
            {
                tokens[row, column] = column < sequence.Length - 1 ? At(sequence, column) : padId;
                var predictsResponse = column + 1 >= sequence.Prompt.Length + sequence.Excluded && column + 1 < sequence.Length;
                targets[row, column] = predictsResponse ? At(sequence, column + 1) : Transformer.IgnoreIndex;
            }
        }

        return new(tensor(tokens, device: device), tensor(targets, device: device));
    }

    private static int At(TokenSequence sequence, int position) =>
        position < sequence.Prompt.Length ? sequence.Prompt[position] : sequence.Response[position - sequence.Prompt.Length];
}
