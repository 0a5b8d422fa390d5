using Kimi.Dsl;
using Kimi.Torch.Models;
using static TorchSharp.torch;

namespace Kimi.Runtime.Rollouts;

/// <summary>
/// The responses that wait for a slot, longest first. Their beginnings (a prompt, and the part of the response generated so far) are read ahead in
/// batches of similar length, piece by piece, once for all fresh responses to a prompt, so that a slot is taken by copying keys and values.
/// </summary>
/// <param name="policy">The policy.</param>
/// <param name="decoder">Reads.</param>
/// <param name="responses">All responses of an order.</param>
/// <param name="answered">The ids of those that take no slot. Batches are made as if they did, since what is read in a batch may depend on all of it.</param>
internal sealed class WaitingResponses(
    LoadedPolicy policy, TransformerDecoder decoder, IEnumerable<ResponseInProgress> responses, IReadOnlySet<string> answered) : IDisposable
{
    // A batch keeps the logits after its prompts until they are taken: 64 MB.
    private const int LogitsReadAtOnce = 1 << 24;

    private readonly Queue<(int[] Tokens, RolloutPrompt Prompt, Queue<ResponseInProgress> Responses)> _beginnings = new(
        Beginnings(responses, answered).OrderByDescending(entry => entry.Tokens.Length));
    private (Queue<ResponseInProgress> Responses, int Row)[] _batch = [];
    private KeyValueCache? _cache;
    private PromptReading? _reading;
    private Tensor? _logits_PV;

    /// <summary>Whether all have taken a slot.</summary>
    public bool IsEmpty => IsBatchTaken && _beginnings.All(beginning => beginning.Responses.Count == 0);

    private bool IsBatchTaken => _batch.All(beginning => beginning.Responses.Count == 0);

    /// <summary>
    /// Assigns free slots to responses. Where slots are in use, at most one piece is read, so that those who use them wait for no more; without, as many as
    /// fill them.
    /// </summary>
    /// <param name="slots">The cache with the slots; the responses' rows come after the existing ones.</param>
    /// <returns>The responses and the logits_BV of their next tokens, in the order of their rows.</returns>
    public (IReadOnlyList<ResponseInProgress> Responses, Tensor Logits_BV) Take(KeyValueCache slots)
    {
        using var scope = NewDisposeScope();
        var taken = new List<ResponseInProgress>();
        var logits = new List<Tensor> { empty(0, policy.Model.Config.VocabSize, device: policy.Model.Device) };
        var isWaitedFor = slots.Rows > 0;
        for (var pieces = 0; slots.Rows < slots.Slots && !IsEmpty;)
        {
            if (_reading is not null || IsBatchTaken)
            {
                if (isWaitedFor && pieces == 1)
                    break;
                Read();
                pieces++;
            }
            else
            {
                Assign(slots, taken, logits);
            }
        }

        return (taken, cat(logits).MoveToOuterDisposeScope());
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _cache?.Dispose();
        _reading?.Dispose();
        _logits_PV?.Dispose();
    }

    private void Assign(KeyValueCache slots, List<ResponseInProgress> taken, List<Tensor> logits)
    {
        var rows = new List<int>();
        foreach (var (waiting, row) in _batch)
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

    // Reads the next piece of a batch, and begins one where there is none.
    private void Read()
    {
        _reading ??= BeginReading();
        _reading.ReadPiece();
        if (!_reading.IsDone)
            return;
        _logits_PV = decoder.LogitsAfter(_reading).DetachFromDisposeScope();
        _reading.Dispose();
        _reading = null;
    }

    private PromptReading BeginReading()
    {
        Dispose();
        _logits_PV = null;
        var batch = NextBatch();
        while (batch.TrueForAll(beginning => beginning.Responses.Count == 0))
            batch = NextBatch();
        var longest = batch[0].Tokens.Length;
        var padded = new long[batch.Count, longest];
        var images = new ImagePlaces(policy.Images);
        for (var row = 0; row < batch.Count; row++)
        {
            images.Add(batch[row].Prompt.Tokens, batch[row].Prompt.Images, (long)row * longest);
            for (var column = 0; column < longest; column++)
                padded[row, column] = column < batch[row].Tokens.Length ? batch[row].Tokens[column] : policy.Tokenizer.PadId;
        }

        _batch = [.. batch.Select((entry, row) => (entry.Responses, row))];
        _cache = decoder.CreateCache(batch.Count, longest);
        using var tokens_PT = tensor(padded, device: policy.Model.Device);
        int[] lengths = [.. batch.Select(entry => entry.Tokens.Length)];
        return decoder.BeginReading(tokens_PT, lengths, _cache, images.ToBatch(policy.Model.Device));
    }

    private List<(int[] Tokens, RolloutPrompt Prompt, Queue<ResponseInProgress> Responses)> NextBatch()
    {
        var batch = new List<(int[] Tokens, RolloutPrompt Prompt, Queue<ResponseInProgress> Responses)>();
        while (_beginnings.TryPeek(out var next) && (batch.Count == 0 || Fits(batch.Count + 1, batch[0].Tokens.Length)))
            batch.Add(_beginnings.Dequeue());
        return batch;
    }

    // Only a prompt that is alone in its batch is longer than a piece.
    private bool Fits(int prompts, int longest) =>
        prompts * longest <= PromptReading.TokensInPiece && (long)prompts * policy.Model.Config.VocabSize <= LogitsReadAtOnce;

    // Consecutive fresh responses to one prompt start from the same tokens.
    private static List<(int[] Tokens, RolloutPrompt Prompt, Queue<ResponseInProgress> Responses)> Beginnings(
        IEnumerable<ResponseInProgress> responses, IReadOnlySet<string> answered)
    {
        var beginnings = new List<(int[] Tokens, RolloutPrompt Prompt, Queue<ResponseInProgress> Responses)>();
        ResponseInProgress? previous = null;
        foreach (var response in responses)
        {
            if (previous is not { IsFresh: true } || !response.IsFresh || previous.Prompt.Id != response.Prompt.Id)
                beginnings.Add((response.Read, response.Prompt, new()));
            if (!answered.Contains(response.Id))
                beginnings[^1].Responses.Enqueue(response);
            previous = response;
        }

        return beginnings;
    }
}
