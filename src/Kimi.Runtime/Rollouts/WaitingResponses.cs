using Kimi.Dsl;
using Kimi.Torch.Models;
using static TorchSharp.torch;

namespace Kimi.Runtime.Rollouts;

/// <summary>
/// The responses that wait for a slot, longest first. Their beginnings (a prompt, and the part of the response generated so far) are read ahead in
/// batches of similar length, once for all fresh responses to a prompt, so that a slot is taken by copying keys and values.
/// </summary>
internal sealed class WaitingResponses(LoadedPolicy policy, TransformerDecoder decoder, IEnumerable<ResponseInProgress> responses) : IDisposable
{
    private const int TokensReadAtOnce = 4096;

    private readonly Queue<(int[] Tokens, RolloutPrompt Prompt, Queue<ResponseInProgress> Responses)> _beginnings = new(
        Beginnings(responses).OrderByDescending(entry => entry.Tokens.Length));
    private (Queue<ResponseInProgress> Responses, int Row)[] _read = [];
    private KeyValueCache? _cache;
    private Tensor? _logits_PV;

    /// <summary>Whether all have taken a slot.</summary>
    public bool IsEmpty => _beginnings.Count == 0 && _read.All(beginning => beginning.Responses.Count == 0);

    /// <summary>Assigns free slots to responses.</summary>
    /// <param name="slots">The cache with the slots; the responses' rows come after the existing ones.</param>
    /// <returns>The responses and the logits_BV of their next tokens, in the order of their rows.</returns>
    public (IReadOnlyList<ResponseInProgress> Responses, Tensor Logits_BV) Take(KeyValueCache slots)
    {
        using var scope = NewDisposeScope();
        var taken = new List<ResponseInProgress>();
        var logits = new List<Tensor>();
        while (slots.Rows < slots.Slots && !IsEmpty)
        {
            if (_read.All(beginning => beginning.Responses.Count == 0))
                ReadAhead();
            var rows = new List<int>();
            foreach (var (waiting, row) in _read)
            {
                while (slots.Rows + rows.Count < slots.Slots && waiting.TryDequeue(out var response))
                {
                    taken.Add(response);
                    rows.Add(row);
                }
            }

            slots.Append(_cache!, [.. rows]);
            logits.Add(_logits_PV!.index_select(0, tensor(rows.Select(row => (long)row).ToArray(), device: policy.Model.Device)));
        }

        return (taken, cat(logits).MoveToOuterDisposeScope());
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _cache?.Dispose();
        _logits_PV?.Dispose();
    }

    private void ReadAhead()
    {
        Dispose();
        var batch = new List<(int[] Tokens, RolloutPrompt Prompt, Queue<ResponseInProgress> Responses)>();
        while (_beginnings.TryPeek(out var next) && (batch.Count == 0 || (batch.Count + 1) * batch[0].Tokens.Length <= TokensReadAtOnce))
            batch.Add(_beginnings.Dequeue());

        var longest = batch[0].Tokens.Length;
        var padded = new long[batch.Count, longest];
        var images = new ImagePlaces(policy.Images);
        for (var row = 0; row < batch.Count; row++)
        {
            images.Add(batch[row].Prompt.Tokens, batch[row].Prompt.Images, (long)row * longest);
            for (var column = 0; column < longest; column++)
                padded[row, column] = column < batch[row].Tokens.Length ? batch[row].Tokens[column] : policy.Tokenizer.PadId;
        }

        _cache = decoder.CreateCache(batch.Count, longest);
        using var scope = NewDisposeScope();
        int[] lengths = [.. batch.Select(entry => entry.Tokens.Length)];
        _logits_PV = decoder.Prefill(tensor(padded, device: policy.Model.Device), lengths, _cache, images.ToBatch(policy.Model.Device))
            .DetachFromDisposeScope();
        _read = [.. batch.Select((entry, row) => (entry.Responses, row))];
    }

    // Consecutive fresh responses to one prompt start from the same tokens.
    private static List<(int[] Tokens, RolloutPrompt Prompt, Queue<ResponseInProgress> Responses)> Beginnings(IEnumerable<ResponseInProgress> responses)
    {
        var beginnings = new List<(int[] Tokens, RolloutPrompt Prompt, Queue<ResponseInProgress> Responses)>();
        ResponseInProgress? previous = null;
        foreach (var response in responses)
        {
            if (previous is not { IsFresh: true } || !response.IsFresh || previous.Prompt.Id != response.Prompt.Id)
                beginnings.Add((response.Read, response.Prompt, new()));
            beginnings[^1].Responses.Enqueue(response);
            previous = response;
        }

        return beginnings;
    }
}
