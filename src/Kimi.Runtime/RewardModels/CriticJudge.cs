using Kimi.Dsl;
using Kimi.Runtime.Rollouts;
using Kimi.Runtime.Verdicts;

namespace Kimi.Runtime.RewardModels;

/// <summary>A chain-of-thought reward model in memory: it writes a critique, always choosing the most likely token, and the verdict at the end
/// counts.</summary>
/// <param name="policy">The model; disposed of with it.</param>
/// <param name="sampler">Samples the critiques.</param>
/// <param name="settings">The template, and the longest critique.</param>
internal sealed class CriticJudge(PolicyHandle policy, RolloutSampler sampler, RewardModelSettings.ChainOfThought settings)
    : ResponseJudge(policy.Weights, settings.Template)
{
    private readonly SamplingOptions _greedy = new() { MaxResponseTokens = settings.MaxCritiqueTokens, Temperature = 0 };

    private int _batches;

    public override bool GivesProbabilities => false;

    protected override int Room => settings.MaxCritiqueTokens;

    public override void Dispose() => policy.Dispose();

    protected override async Task<IReadOnlyList<Verdict>> JudgeAsync(IReadOnlyList<JudgeInput> inputs, CancellationToken cancellationToken)
    {
        var batch = new SamplingBatch
        {
            Stage = $"reward model of {policy.Origin}",
            Purpose = $"critiques/{_batches++}",
            Prompts = [.. inputs.Select((input, index) => new RolloutPrompt($"{index}", [.. input.Tokens]))],
            Sampling = _greedy,
        };
        var critiques = await sampler.SampleAsync(policy, batch, finished: null, cancellationToken).ConfigureAwait(false);
        return [.. critiques.Select(critique => VerdictJson.Read(critique.Text))];
    }
}
