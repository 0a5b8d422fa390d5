using Kimi.Dsl;
using Kimi.Runtime.Rollouts;
using Kimi.Torch.Models;
using Kimi.Torch.Tokenization;

namespace Kimi.Runtime.Tests.Rollouts;

/// <summary>Requests to an engine, with their prompts.</summary>
internal sealed record Asked(ValueList<RolloutPrompt> Prompts, ValueList<RolloutRequest> Requests)
{
    internal static Asked Of(ITokenizer tokenizer, int samples, params IReadOnlyList<string> prompts)
    {
        var asked = prompts.Select((prompt, index) => new RolloutPrompt($"{index}", [.. tokenizer.Encode(prompt)])).ToList();
        return new([.. asked], [.. RolloutRequest.For(asked.Select(prompt => prompt.Id), samples, seed: 1, "test")]);
    }

    internal RolloutOrder Order(SamplingOptions sampling, int version = 0) => new()
    {
        Stage = "Test",
        Address = "",
        Policy = new("policy", version),
        Sampling = sampling,
        Prompts = Prompts,
        Requests = Requests,
    };
}

/// <summary>Runs of an engine on the calling thread.</summary>
internal static class EngineRuns
{
    internal static IReadOnlyList<Rollout> Finish(
        this RolloutEngine engine, LoadedPolicy policy, Asked asked, SamplingOptions sampling, Action? step = null,
        IReadOnlyList<IStopRule>? rules = null, CancellationToken cancellationToken = default) =>
        [.. engine.Generate(policy, asked, sampling, version: 0, step, rules, cancellationToken).Select(response => response.Rollout!)];

    internal static IReadOnlyList<PendingResponse> Generate(
        this RolloutEngine engine, LoadedPolicy policy, Asked asked, SamplingOptions sampling, int version = 0, Action? step = null,
        IReadOnlyList<IStopRule>? rules = null, CancellationToken cancellationToken = default)
    {
        var answers = new Dictionary<string, RolloutEvent.Answer>();
        engine.Run(policy, asked.Order(sampling, version), rules ?? [], Take, cancellationToken);
        var text = new ResponseText(sampling, policy.Tokenizer);
        return
        [
            .. asked.Requests.Select(request => RolloutAssembly.Take(
                request, answers[request.Id], "1", asked.Prompts.Single(prompt => prompt.Id == request.Prompt), text)),
        ];

        void Take(RolloutEvent told)
        {
            if (told is RolloutEvent.Answer answer)
                answers.Add(answer.Request, answer);
            else
                step?.Invoke();
        }
    }
}
