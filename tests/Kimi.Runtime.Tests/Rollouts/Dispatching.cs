using Kimi.Dsl;
using Kimi.Runtime.Execution;
using Kimi.Runtime.Rollouts;
using Kimi.Runtime.Settings;
using Kimi.Tests;
using Kimi.Torch.Models;
using Kimi.Torch.Tokenization;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace Kimi.Runtime.Tests.Rollouts;

/// <summary>Dispatchers over executors of tests, and policies for them.</summary>
internal static class Dispatching
{
    internal static StopRules NoMappings { get; } = new(new ServiceCollection().BuildServiceProvider(), Array.Empty<ComponentMapping>());

    internal static PolicyHandles Handles { get; } = new();

    internal static PolicySource Policies { get; } = new(Handles, new PolicyLoader("cpu", Precision.Fp32));

    internal static PolicyHandle Policy(int contextLength = 64, int characters = 17, int hiddenSize = 28) => Policies.Hold(new(
        TinyModels.Create(TinyModels.Qwen with { MaxPositionEmbeddings = contextLength, VocabSize = characters + 2, HiddenSize = hiddenSize }),
        Tokenizer.OfCharacters(string.Concat(Enumerable.Range('a', characters).Select(code => (char)code)))));

    internal static RolloutDispatcher Over(params IReadOnlyList<IRolloutExecutor> executors) => Over(TimeProvider.System, executors);

    internal static RolloutDispatcher Over(TimeProvider time, params IReadOnlyList<IRolloutExecutor> executors) => new(
        executors, NoMappings, Options.Create(new KimiOptions { RolloutDeadlineSeconds = 7200 }), time, NullLogger<RolloutDispatcher>.Instance);

    internal static LocalExecutor Local(string name, int slots = 8) => new(
        name, new(Options.Create(new KimiOptions { RolloutSlots = slots })), Handles, NoMappings, Options.Create(new KimiOptions { Threads = 1 }),
        TimeProvider.System);

    /// <summary>Hears of finished responses, and does nothing.</summary>
    internal sealed class Nobody : IFinishedRollouts
    {
        public void Finished(Problem problem, Rollout rollout)
        {
        }

        public void Finished(Problem problem, IReadOnlyList<Rollout> rollouts)
        {
        }
    }

    /// <summary>What came of each request, in the order of the requests.</summary>
    internal static async Task<IReadOnlyList<RolloutEvent.Answer>> AnswersAsync(
        this RolloutDispatcher dispatcher, PolicyHandle policy, Asked asked, SamplingOptions sampling, int parts, int version = 0)
    {
        var order = asked.Order(sampling) with { Policy = policy.Publish(version) };
        var answers = new Dictionary<string, RolloutEvent.Answer>();
        await foreach (var answer in dispatcher.ExecuteAsync(policy, order, parts, default))
            answers.Add(answer.Request, answer);
        return [.. asked.Requests.Select(request => answers[request.Id])];
    }
}
