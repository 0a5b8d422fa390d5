using Kimi.Dsl;
using Kimi.Runtime.Settings;
using Kimi.Torch.Models;
using Microsoft.Extensions.Options;
using static TorchSharp.torch;

namespace Kimi.Runtime.Rollouts;

/// <summary>
/// Samples in this process by continuous batching: every response in progress has a slot of a preallocated cache; one that is finished, or cut by the
/// token budget, leaves its slot in the same step, and a waiting response takes it. Which slot a response gets is a function of the requests and the
/// weights, never of time.
/// </summary>
/// <remarks>
/// Slots have room for the input and for a response of usual length; when a response outgrows its slot, all are copied to slots of twice the size. With
/// heavy-tailed lengths, slots for the longest possible response would be mostly empty, and clearing them would take longer than decoding.
/// </remarks>
/// <param name="options">How many slots there are.</param>
internal sealed class RolloutEngine(IOptions<KimiOptions> options)
{
    private const int UsualTokens = 160;
    private static readonly RolloutEvent.Progress s_progress = new();

    /// <summary>Executes an order. What has been answered before is generated again only if the others would have other bits without it.</summary>
    /// <param name="policy">The order's policy.</param>
    /// <param name="order">The order.</param>
    /// <param name="rules">Its stop rules.</param>
    /// <param name="tell">Called with each answer, and after each decoding step.</param>
    /// <param name="cancellationToken">Stops between two tokens.</param>
    /// <exception cref="KimiException">A prompt is empty, or it and its longest response do not fit the policy's context.</exception>
    public void Run(LoadedPolicy policy, RolloutOrder order, IReadOnlyList<IStopRule> rules, Action<RolloutEvent> tell, CancellationToken cancellationToken)
    {
        if (order.Requests.Count == 0)
            return;
        var stop = new StopConditions(order.Sampling, rules, policy.Tokenizer);
        var responses = Begin(policy, order);
        using var noGradient = inference_mode();
        using var scope = NewDisposeScope();
        using var decoder = policy.Model.CreateDecoder();
        using var waiting = new WaitingResponses(policy, decoder, responses, answered: decoder.DecodesEachAlone ? order.Answered.ToHashSet() : []);
        var most = responses.Max(response => Need(response, order.Sampling));
        var usual = Math.Min(most, responses.Max(response => response.ReadLength) + UsualTokens);
        using var slots = decoder.CreateCache(Math.Min(options.Value.RolloutSlots, order.Requests.Count), usual);
        var active = new List<ResponseInProgress>();
        var decoded_BV = Decode(policy, decoder, active, slots);
        while (active.Count > 0 || !waiting.IsEmpty)
        {
            cancellationToken.ThrowIfCancellationRequested();
            using var step = NewDisposeScope();
            var logits_BV = decoded_BV;
            if (slots.Rows < slots.Slots && !waiting.IsEmpty)
            {
                var (taken, read_BV) = waiting.Take(slots);
                active.AddRange(taken);
                logits_BV = taken.Count == 0 ? decoded_BV : cat([decoded_BV, read_BV]);
            }

            var (tokens, logprobs) = Sample(logits_BV, active, order.Sampling);
            Leave(active, Append(active, tokens, logprobs, order, stop, tell), slots);
            tell(s_progress);
            MakeRoom(slots, most);
            decoded_BV.Dispose();
            decoded_BV = Decode(policy, decoder, active, slots).MoveToOuterDisposeScope();
        }
    }

    private static List<int> Append(
        List<ResponseInProgress> active, int[] tokens, float[] logprobs, RolloutOrder order, StopConditions stop, Action<RolloutEvent> tell)
    {
        var ended = new List<int>();
        for (var row = 0; row < active.Count; row++)
        {
            if (active[row].Append(tokens[row], logprobs[row], order, stop) is not { } answer)
                continue;
            tell(answer);
            ended.Add(row);
        }

        return ended;
    }

    // Every row has room for another token.
    private static void MakeRoom(KeyValueCache slots, int most)
    {
        var longest = 0;
        foreach (var length in slots.Lengths)
            longest = Math.Max(longest, length);
        if (longest >= slots.Capacity)
            slots.Grow(Math.Min(most, 2 * slots.Capacity));
    }

    private static Tensor Decode(LoadedPolicy policy, TransformerDecoder decoder, List<ResponseInProgress> active, KeyValueCache slots) => active.Count == 0
        ? empty(0, policy.Model.Config.VocabSize, device: policy.Model.Device)
        : decoder.DecodeStep(tensor(active.Select(response => (long)response.LastToken).ToArray(), device: policy.Model.Device), slots);

    private static List<ResponseInProgress> Begin(LoadedPolicy policy, RolloutOrder order)
    {
        var context = policy.Model.Config.MaxPositionEmbeddings;
        var prompts = order.Prompts.ToDictionary(prompt => prompt.Id, StringComparer.Ordinal);
        var responses = new List<ResponseInProgress>(order.Requests.Count);
        foreach (var request in order.Requests)
        {
            var response = new ResponseInProgress(request, prompts[request.Prompt]);
            var longest = response.ReadLength + order.Sampling.MaxResponseTokens - response.Length;
            if (response.ReadLength == 0 || longest > context)
            {
                throw new KimiException(
                    $"request {request.Id} of stage {order.Stage} may come to {longest} tokens, and the policy's context has room for 1 to {context}: "
                    + "shorten the prompt or the longest response");
            }

            responses.Add(response);
        }

        return responses;
    }

    // How many tokens a response's row may come to hold: its last token is never read.
    private static int Need(ResponseInProgress response, SamplingOptions sampling) =>
        response.ReadLength + response.Growth(sampling) - 1;

    private static (int[] Tokens, float[] Logprobs) Sample(Tensor logits_BV, List<ResponseInProgress> active, SamplingOptions sampling)
    {
        var (tokens_B, logprobs_B) = TokenSampler.Sample(logits_BV, [.. active.Select(response => response.NextUniform())], sampling);

        // The only transfer of a step: stop conditions need the tokens on the host.
        using var host = stack([tokens_B.to(float64), logprobs_B.to(float64)]).cpu();
        var values = host.data<double>();
        var (tokens, logprobs) = (new int[active.Count], new float[active.Count]);
        for (var row = 0; row < active.Count; row++)
            (tokens[row], logprobs[row]) = ((int)values[row], (float)values[active.Count + row]);
        return (tokens, logprobs);
    }

    private static void Leave(List<ResponseInProgress> active, List<int> ended, KeyValueCache slots)
    {
        if (ended.Count == 0)
            return;
        foreach (var (from, to) in slots.Remove([.. ended]))
            active[to] = active[from];
        active.RemoveRange(slots.Rows, active.Count - slots.Rows);
    }
}
