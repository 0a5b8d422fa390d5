using Kimi.Dsl;
using Kimi.Runtime.Hosting;
using Kimi.Runtime.Models;
using Microsoft.Extensions.Options;
using static TorchSharp.torch;

namespace Kimi.Runtime.Rollouts;

/// <summary>
/// Samples in this process, in batches of slots: each prompt is read once and its keys and values copied to its k responses; rows whose
/// response is finished leave the batch as soon as a quarter of it is idle.
/// </summary>
/// <param name="options">How many slots there are.</param>
internal sealed class RolloutEngine(IOptions<KimiOptions> options) : IRolloutEngine
{
    private const double CompactBelow = 0.75;

    public IReadOnlyList<RolloutOutcome> Generate(
        LoadedPolicy policy, IReadOnlyList<RolloutRequest> requests, SamplingOptions sampling, CancellationToken cancellationToken)
    {
        var responses = requests.Select(request =>
        {
            var prompt = policy.Tokenizer.Encode(request.Problem.Prompt);
            CheckFits(request, prompt.Length, sampling, policy.Model.Config.MaxPositionEmbeddings);
            return new ResponseInProgress(request, prompt, sampling, policy.Tokenizer.EndOfTextId);
        }).ToList();
        foreach (var batch in responses.OrderBy(response => response.Read.Length).Chunk(options.Value.RolloutSlots))
            Respond(policy, batch, sampling, cancellationToken);
        return [.. responses.Select(response => response.Outcome(policy.Tokenizer))];
    }

    private static void Respond(LoadedPolicy policy, ResponseInProgress[] active, SamplingOptions sampling, CancellationToken cancellationToken)
    {
        using var noGradient = inference_mode();
        using var scope = NewDisposeScope();
        var decoder = policy.Model.CreateDecoder();
        var (logits_BV, cache) = Prefill(policy, decoder, active, sampling);
        using var cacheOwner = cache;
        while (true)
        {
            cancellationToken.ThrowIfCancellationRequested();
            using var step = NewDisposeScope();
            var tokens_B = Append(active, logits_BV, sampling);
            logits_BV.Dispose();
            var running = Enumerable.Range(0, active.Length).Where(row => !active[row].IsFinished).ToArray();
            if (running.Length == 0)
                return;
            if (running.Length < CompactBelow * active.Length)
            {
                cache.Keep(running);
                active = [.. running.Select(row => active[row])];
                tokens_B = tensor(active.Select(response => (long)response.LastToken).ToArray(), device: policy.Model.Device);
            }

            logits_BV = decoder.DecodeStep(tokens_B, cache).MoveToOuterDisposeScope();
        }
    }

    private static (Tensor Logits_BV, KeyValueCache Cache) Prefill(
        LoadedPolicy policy, TransformerDecoder decoder, ResponseInProgress[] responses, SamplingOptions sampling)
    {
        using var scope = NewDisposeScope();
        var read = responses.Select(response => response.Read).ToArray();
        var longest = read.Max(tokens => tokens.Length);
        var padded = new long[read.Length, longest];
        for (var row = 0; row < read.Length; row++)
        {
            for (var column = 0; column < longest; column++)
                padded[row, column] = column < read[row].Length ? read[row][column] : policy.Tokenizer.PadId;
        }

        var cache = decoder.CreateCache(responses.Length, Math.Min(longest + sampling.MaxResponseTokens, policy.Model.Config.MaxPositionEmbeddings));
        var logits_BV = decoder.Prefill(tensor(padded, device: policy.Model.Device), [.. read.Select(tokens => tokens.Length)], cache);
        return (logits_BV.MoveToOuterDisposeScope(), cache);
    }

    private static Tensor Append(ResponseInProgress[] active, Tensor logits_BV, SamplingOptions sampling)
    {
        var uniforms_B = active.Select(response => response.IsFinished ? 0 : response.NextUniform()).ToArray();
        var (tokens_B, logprobs_B) = TokenSampler.Sample(logits_BV, uniforms_B, sampling.Temperature);

        // One transfer a step: stop conditions need the tokens on the host.
        using var host = stack([tokens_B.to(float32), logprobs_B]).cpu();
        var values = host.data<float>();
        for (var row = 0; row < active.Length; row++)
        {
            if (!active[row].IsFinished)
                active[row].Append((int)values[row], values[active.Length + row]);
        }

        return tokens_B;
    }

    private static void CheckFits(RolloutRequest request, int promptTokens, SamplingOptions sampling, int context)
    {
        if (promptTokens == 0)
            throw new KimiException($"problem {request.Problem.Id} has an empty prompt: give it one, or leave the problem out");
        if (promptTokens + sampling.MaxResponseTokens > context)
        {
            throw new KimiException(
                $"the prompt of problem {request.Problem.Id} has {promptTokens} tokens, which with MaxResponseTokens {sampling.MaxResponseTokens} "
                + $"exceeds the policy's context of {context}: shorten one or raise ContextLength");
        }
    }
}
