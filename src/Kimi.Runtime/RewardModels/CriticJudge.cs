using Kimi.Dsl;
using Kimi.Runtime.Rollouts;
using Kimi.Runtime.Verdicts;
using Kimi.Torch.Models;

namespace Kimi.Runtime.RewardModels;

/// <summary>A chain-of-thought reward model in memory: it writes a critique, always choosing the most likely token, and the verdict at the end
/// counts.</summary>
internal sealed class CriticJudge(LoadedPolicy policy, IRolloutEngine engine, RewardModelSettings.ChainOfThought settings)
    : ResponseJudge(policy, settings.Template)
{
    private readonly SamplingOptions _greedy = new() { MaxResponseTokens = settings.MaxCritiqueTokens, Temperature = 0 };

    public override bool GivesProbabilities => false;

    protected override int Room => settings.MaxCritiqueTokens;

    protected override IReadOnlyList<Verdict> Judge(IReadOnlyList<JudgeInput> inputs, CancellationToken cancellationToken)
    {
        var requests = inputs.Select(input => new RolloutRequest(new MathProblem { Id = "", Prompt = input.Text, Answer = "" }, Seed: 0)).ToList();
        return [.. engine.Finish(Policy, requests, _greedy, cancellationToken).Select(critique => VerdictJson.Read(critique.Text))];
    }
}
