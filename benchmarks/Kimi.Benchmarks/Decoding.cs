using Kimi.Runtime.Models;
using static TorchSharp.torch;

namespace Kimi.Benchmarks;

/// <summary>Samples responses to prompts whose cache is computed once and copied; sampling is part of the work, reading the prompt is not.</summary>
internal sealed class Decoding : IContestant, IDisposable
{
    private const int PromptLength = 20;
    private const int ResponseLength = 64;
    private const int SamplesPerPrompt = 8;

    private readonly Transformer _transformer;
    private readonly TransformerDecoder _decoder;
    private readonly KeyValueCache _prompts;
    private readonly Tensor _logits_PV;
    private readonly int[] _promptOfSlot;

    internal Decoding(Transformer transformer, int slots)
    {
        Name = $"decode {slots} slots";
        _transformer = transformer;
        _decoder = transformer.CreateDecoder();
        Tokens = (long)slots * ResponseLength;
        _promptOfSlot = [.. Enumerable.Range(0, slots).Select(slot => slot / SamplesPerPrompt)];
        var prompts = _promptOfSlot[^1] + 1;
        _prompts = _decoder.CreateCache(prompts, PromptLength);
        using var tokens_PT = randint(0, transformer.Config.VocabSize, [prompts, PromptLength], dtype: ScalarType.Int64);
        _logits_PV = _decoder.Prefill(tokens_PT, [.. Enumerable.Repeat(PromptLength, prompts)], _prompts);
    }

    public string Name { get; }

    public long Tokens { get; }

    public double Operations => 2.0 * _transformer.Config.ParameterCount * Tokens;

    public void Run()
    {
        using var noGradient = no_grad();
        using var cache = _decoder.CreateCache(_promptOfSlot.Length, PromptLength + ResponseLength);
        cache.Append(_prompts, _promptOfSlot);
        using var promptOfSlot = tensor(_promptOfSlot);
        using var scope = NewDisposeScope();
        var logits_BV = _logits_PV.index_select(0, promptOfSlot);
        for (var step = 0; step < ResponseLength; step++)
        {
            using var stepScope = NewDisposeScope();
            logits_BV = _decoder.DecodeStep(Sample(logits_BV), cache).MoveToOuterDisposeScope();
        }
    }

    public void Dispose()
    {
        _prompts.Dispose();
        _logits_PV.Dispose();
    }

    // The inverse of the distribution function at a uniform number; the log-probability is what an RL run records.
    private Tensor Sample(Tensor logits_BV)
    {
        var logprobs_BV = logits_BV.log_softmax(-1);
        var uniform_B1 = rand(logits_BV.size(0), 1);
        var tokens_B = logprobs_BV.exp().cumsum(-1).lt(uniform_B1).sum(-1).clamp_(max: _transformer.Config.VocabSize - 1);
        _ = logprobs_BV.gather(1, tokens_B.unsqueeze(1));
        return tokens_B;
    }
}
