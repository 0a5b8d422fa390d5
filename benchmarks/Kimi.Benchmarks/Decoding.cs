using Kimi.Dsl;
using Kimi.Runtime.Rollouts;
using Kimi.Runtime.Settings;
using Kimi.Torch.Models;
using Microsoft.Extensions.Options;

namespace Kimi.Benchmarks;

/// <summary>The rollout engine at work: reads prompts, copies their caches to the samples, decodes, samples, and hands rollouts back.</summary>
internal sealed class Decoding : IContestant
{
    private const int PromptLength = 20;
    private const int SamplesPerPrompt = 8;

    private readonly RolloutEngine _engine;
    private readonly Transformer _transformer;
    private readonly IReadOnlyList<RolloutRequest> _requests;
    private readonly long _promptTokens;
    private readonly int _responseLength;

    internal Decoding(Transformer transformer, int slots, int responseLength = 64)
    {
        Name = $"decode {slots} slots";
        _engine = new(Options.Create(new KimiOptions { RolloutSlots = slots }));
        (_transformer, _responseLength) = (transformer, responseLength);
        var samples = Math.Min(slots, SamplesPerPrompt);
        var problems = Enumerable.Range(0, slots / samples)
            .Select(index =>
                new MathProblem { Id = $"{index}", Prompt = new string((char)('A' + (index % transformer.Config.VocabSize)), PromptLength), Answer = "" })
            .ToList();
        _requests = RolloutRequest.For(problems, samples, seed: 1);
        _promptTokens = (long)problems.Count * PromptLength;
        Tokens = (long)slots * responseLength;
    }

    public string Name { get; }

    public long Tokens { get; }

    public double Operations => 2.0 * _transformer.Config.ParameterCount * (Tokens + _promptTokens);

    public void Run() => _engine.Generate(
        new(_transformer, new EndlessTokenizer(_transformer.Config.VocabSize)), _requests, new() { MaxResponseTokens = _responseLength, Temperature = 1 },
        CancellationToken.None);
}
