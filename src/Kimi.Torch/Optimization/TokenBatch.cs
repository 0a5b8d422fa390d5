using Kimi.Dsl;
using Kimi.Torch.Models;
using static TorchSharp.torch;

namespace Kimi.Torch.Optimization;

/// <summary>A prompt and its response as tokens, including the end of text.</summary>
/// <param name="Prompt">The prompt's tokens; at least one.</param>
/// <param name="Response">The response's tokens.</param>
public sealed record TokenSequence(int[] Prompt, int[] Response)
{
    /// <summary>Which of the response's tokens are predicted; the others are only read. Null for all.</summary>
    public IReadOnlyList<bool>? Trains { get; init; }

    /// <summary>The hashes of its images, in the order of their tokens; null for none.</summary>
    public IReadOnlyList<string>? Images { get; init; }

    /// <summary>Whether it is a stretch of a document, whose images stand anywhere in it; otherwise they stand in the prompt.</summary>
    public bool IsDocument { get; init; }

    /// <summary>The tokens among which its images stand.</summary>
    internal IReadOnlyList<int> Seen => IsDocument ? [.. Prompt, .. Response] : Prompt;

    /// <summary>How many tokens it has.</summary>
    public int Length => Prompt.Length + Response.Length;
}

/// <summary>Sequences as tensors for training: padded on the right, targets shifted by one, prompts without a target.</summary>
/// <param name="Tokens_BT">Token ids, 64-bit.</param>
/// <param name="Targets_BT">The token to predict at each position, or <see cref="Transformer.IgnoreIndex"/>.</param>
/// <param name="Packing">Where several sequences share a row; null if each row is one sequence.</param>
public sealed record TokenBatch(Tensor Tokens_BT, Tensor Targets_BT, Packing? Packing = null)
{
    /// <summary>What the sequences show; null for text alone.</summary>
    public ImageBatch? Images { get; init; }

    /// <summary>Builds a batch on a policy's device, in the current dispose scope, of rows in which several sequences follow each other.</summary>
    /// <param name="rows">The rows, each with its sequences.</param>
    /// <param name="policy">The policy.</param>
    /// <exception cref="KimiException">A sequence has an image that the policy cannot see.</exception>
    public static TokenBatch Pack(IReadOnlyList<IReadOnlyList<TokenSequence>> rows, LoadedPolicy policy)
    {
        ArgumentNullException.ThrowIfNull(rows);
        ArgumentNullException.ThrowIfNull(policy);
        var batch = Pack(rows, policy.Tokenizer.PadId, policy.Model.Device);
        var (images, width) = (new ImagePlaces(policy.Images), batch.Tokens_BT.size(1));
        foreach (var (row, sequences) in rows.Index())
        {
            var start = row * width;
            foreach (var sequence in sequences)
            {
                images.Add(sequence.Seen, sequence.Images, start);
                start += sequence.Length - 1;
            }
        }

        return batch with { Images = images.ToBatch(policy.Model.Device) };
    }

    /// <summary>Builds a batch on a policy's device, in the current dispose scope: a row for each sequence.</summary>
    /// <param name="sequences">The sequences.</param>
    /// <param name="policy">The policy.</param>
    /// <exception cref="KimiException">A sequence has an image that the policy cannot see.</exception>
    public static TokenBatch Of(IReadOnlyList<TokenSequence> sequences, LoadedPolicy policy)
    {
        ArgumentNullException.ThrowIfNull(sequences);
        ArgumentNullException.ThrowIfNull(policy);
        var batch = Of(sequences, policy.Tokenizer.PadId, policy.Model.Device);
        var (images, width) = (new ImagePlaces(policy.Images), batch.Tokens_BT.size(1));
        foreach (var (row, sequence) in sequences.Index())
            images.Add(sequence.Seen, sequence.Images, row * width);
        return batch with { Images = images.ToBatch(policy.Model.Device) };
    }

    /// <summary>Builds a batch of texts on a device, in the current dispose scope, of rows in which several sequences follow each other.</summary>
    /// <param name="rows">The rows, each with its sequences.</param>
    /// <param name="padId">What fills the rest of shorter rows.</param>
    /// <param name="device">The model's device.</param>
    public static TokenBatch Pack(IReadOnlyList<IReadOnlyList<TokenSequence>> rows, int padId, Device device)
    {
        ArgumentNullException.ThrowIfNull(rows);
        var longest = rows.Max(row => row.Sum(sequence => sequence.Length - 1));
        var (tokens, targets) = (new long[rows.Count, longest], new long[rows.Count, longest]);
        var (texts, positions) = (new long[rows.Count, longest], new long[rows.Count, longest]);
        for (var row = 0; row < rows.Count; row++)
        {
            var column = 0;
            foreach (var (text, sequence) in rows[row].Index())
            {
                for (var position = 0; position < sequence.Length - 1; position++, column++)
                {
                    (tokens[row, column], targets[row, column]) = (At(sequence, position), Target(sequence, position));
                    (texts[row, column], positions[row, column]) = (text, position);
                }
            }

            // The rest of a row is a text of its own that predicts nothing.
            for (; column < longest; column++)
                (tokens[row, column], targets[row, column], texts[row, column]) = (padId, Transformer.IgnoreIndex, -1);
        }

        return new(tensor(tokens, device: device), tensor(targets, device: device), Packing.Of(texts, positions, device));
    }

    /// <summary>Builds the batch of texts on a device, in the current dispose scope: a row for each sequence.</summary>
    /// <param name="sequences">The sequences.</param>
    /// <param name="padId">What fills the rest of shorter rows.</param>
    /// <param name="device">The model's device.</param>
    public static TokenBatch Of(IReadOnlyList<TokenSequence> sequences, int padId, Device device)
    {
        ArgumentNullException.ThrowIfNull(sequences);
        var longest = sequences.Max(sequence => sequence.Length) - 1;
        var tokens = new long[sequences.Count, longest];
        var targets = new long[sequences.Count, longest];
        for (var row = 0; row < sequences.Count; row++)
        {
            var sequence = sequences[row];
            for (var column = 0; column < longest; column++)
            {
                tokens[row, column] = column < sequence.Length - 1 ? At(sequence, column) : padId;
                targets[row, column] = Target(sequence, column);
            }
        }

        return new(tensor(tokens, device: device), tensor(targets, device: device));
    }

    /// <summary>Its rows in parts, as views in the current dispose scope.</summary>
    /// <param name="tokens">The most tokens of a part, padding included, though at least one row; 0 for all in one.</param>
    /// <param name="patches">How many tokens an image takes; 0 for a model of text alone.</param>
    public IEnumerable<TokenBatch> Parts(int tokens, int patches = 0)
    {
        var (rows, width) = (Tokens_BT.size(0), Tokens_BT.size(1));
        var most = tokens == 0 ? rows : Math.Max(1, tokens / width);
        for (var first = 0L; first < rows; first += most)
        {
            var count = Math.Min(most, rows - first);
            yield return count == rows ? this : new(
                Tokens_BT.narrow(0, first, count), Targets_BT.narrow(0, first, count),
                Packing is null ? null : new(Packing.Positions_BT.narrow(0, first, count), Packing.Mask_B1TT.narrow(0, first, count)))
            {
                Images = Images?.Part(first * width, count * width, patches),
            };
        }
    }

    private static long Target(TokenSequence sequence, int position)
    {
        var place = position + 1 - sequence.Prompt.Length;
        var predicts = place >= 0 && place < sequence.Response.Length && (sequence.Trains is null || sequence.Trains[place]);
        return predicts ? sequence.Response[place] : Transformer.IgnoreIndex;
    }

    private static int At(TokenSequence sequence, int position) =>
        position < sequence.Prompt.Length ? sequence.Prompt[position] : sequence.Response[position - sequence.Prompt.Length];
}
