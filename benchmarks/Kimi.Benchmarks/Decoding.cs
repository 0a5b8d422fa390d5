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
    private readonly RolloutOrder _order;
    private readonly long _promptTokens;

    internal Decoding(Transformer transformer, int slots, int responseLength = 64)
    {
        Name = $"decode {slots} slots";
        _engine = new(Options.Create(new KimiOptions { RolloutSlots = slots }));
        _transformer = transformer;
        var samples = Math.Min(slots, SamplesPerPrompt);
        var prompts = Enumerable.Range(0, slots / samples)
            .Select(index => new RolloutPrompt($"{index}", [.. Enumerable.Repeat(index % transformer.Config.VocabSize, PromptLength)]))
            .ToList();
        _order = new()
        {
            Stage = Name,
            Address = "",
            Policy = new("policy", 0),
            Sampling = new() { MaxResponseTokens = responseLength, Temperature = 1 },
            Prompts = [.. prompts],
            Requests = [.. RolloutRequest.For(prompts.Select(prompt => prompt.Id), samples, seed: 1, Name)],
        };
        _promptTokens = (long)prompts.Count * PromptLength;
        Tokens = (long)slots * responseLength;
    }

    public string Name { get; }

    public long Tokens { get; }

    public double Operations => 2.0 * _transformer.Config.ParameterCount * (Tokens + _promptTokens);

    public void Run() => _engine.Run(
        new(_transformer, new EndlessTokenizer(_transformer.Config.VocabSize)), _order, [], _ => { }, CancellationToken.None);
}
