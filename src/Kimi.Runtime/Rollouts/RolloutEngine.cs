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

    public IReadOnlyList<Rollout> Generate(
        LoadedPolicy policy, IReadOnlyList<RolloutRequest> requests, SamplingOptions sampling, CancellationToken cancellationToken)
    {
        var prompts = requests.Select((request, index) => new Prompt(index, request, policy.Tokenizer.Encode(request.Problem.Prompt))).ToList();
        foreach (var prompt in prompts)
            CheckFits(prompt, sampling, policy.Model.Config.MaxPositionEmbeddings);

        // Prompts of like length share a batch, so that little of it is padding.
        var rollouts = new Rollout[requests.Count * sampling.SamplesPerPrompt];
        var promptsPerBatch = Math.Max(1, options.Value.RolloutSlots / sampling.SamplesPerPrompt);
        foreach (var batch in prompts.OrderBy(prompt => prompt.Tokens.Length).Chunk(promptsPerBatch))
        {
            var responses = Respond(policy, batch, sampling, cancellationToken);
            for (var i = 0; i < responses.Length; i++)
            {
                var (prompt, sample) = (batch[i / sampling.SamplesPerPrompt], i % sampling.SamplesPerPrompt);
                rollouts[(prompt.Index * sampling.SamplesPerPrompt) + sample] = responses[i].Finish(policy.Tokenizer, sampling.PolicyVersion);
            }
        }

        return rollouts;
    }

    private static ResponseInProgress[] Respond(LoadedPolicy policy, Prompt[] prompts, SamplingOptions sampling, CancellationToken cancellationToken)
    {
        using var noGradient = inference_mode();
        using var scope = NewDisposeScope();
        var all = prompts
            .SelectMany(prompt => Enumerable.Range(0, sampling.SamplesPerPrompt)
                .Select(sample => new ResponseInProgress(prompt.Request.Problem, prompt.Tokens, SeededRandom.DeriveSeed(prompt.Request.Seed, "sample", sample))))
            .ToArray();
        var decoder = policy.Model.CreateDecoder();
        var (logits_BV, cache) = Prefill(policy, decoder, prompts, sampling);
        using var cacheOwner = cache;
        var active = all;
        while (true)
        {
            cancellationToken.ThrowIfCancellationRequested();
            using var step = NewDisposeScope();
            var tokens_B = Append(active, logits_BV, policy.Tokenizer.EndOfTextId, sampling);
            logits_BV.Dispose();
            var running = Enumerable.Range(0, active.Length).Where(row => !active[row].IsFinished).ToArray();
            if (running.Length == 0)
                return all;
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
        LoadedPolicy policy, TransformerDecoder decoder, Prompt[] prompts, SamplingOptions sampling)
    {
        using var scope = NewDisposeScope();
        var lengths = prompts.Select(prompt => prompt.Tokens.Length).ToArray();
        var longest = lengths.Max();
        var padded = new long[prompts.Length, longest];
        for (var row = 0; row < prompts.Length; row++)
        {
            for (var column = 0; column < longest; column++)
                padded[row, column] = column < lengths[row] ? prompts[row].Tokens[column] : policy.Tokenizer.PadId;
        }

        using var prefilled = decoder.CreateCache(prompts.Length, longest);
        var logits_PV = decoder.Prefill(tensor(padded, device: policy.Model.Device), lengths, prefilled);
        var rows = Enumerable.Range(0, prompts.Length).SelectMany(row => Enumerable.Repeat(row, sampling.SamplesPerPrompt)).ToArray();
        var logits_BV = logits_PV.index_select(0, tensor(rows.Select(row => (long)row).ToArray(), device: policy.Model.Device));
        return (logits_BV.MoveToOuterDisposeScope(), prefilled.Select(rows, longest + sampling.MaxResponseTokens));
    }

    private static Tensor Append(ResponseInProgress[] active, Tensor logits_BV, int endOfText, SamplingOptions sampling)
    {
        var uniforms_B = active.Select(response => response.IsFinished ? 0 : response.NextUniform()).ToArray();
        var (tokens_B, logprobs_B) = TokenSampler.Sample(logits_BV, uniforms_B, sampling.Temperature);

        // One transfer a step: stop conditions need the tokens on the host.
        using var host = stack([tokens_B.to(float32), logprobs_B]).cpu();
        var values = host.data<float>();
        for (var row = 0; row < active.Length; row++)
        {
            if (!active[row].IsFinished)
                active[row].Append((int)values[row], values[active.Length + row], endOfText, sampling.MaxResponseTokens);
        }

        return tokens_B;
    }

    private static void CheckFits(Prompt prompt, SamplingOptions sampling, int context)
    {
        if (prompt.Tokens.Length == 0)
            throw new KimiException($"problem {prompt.Request.Problem.Id} has an empty prompt: give it one, or leave the problem out");
        if (prompt.Tokens.Length + sampling.MaxResponseTokens > context)
        {
            throw new KimiException(
                $"the prompt of problem {prompt.Request.Problem.Id} has {prompt.Tokens.Length} tokens, which with MaxResponseTokens {sampling.MaxResponseTokens} "
                + $"exceeds the policy's context of {context}: shorten one or raise ContextLength");
        }
    }

    private sealed record Prompt(int Index, RolloutRequest Request, int[] Tokens);
}
