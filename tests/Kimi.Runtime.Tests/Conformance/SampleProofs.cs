using Distillation;
using Kimi.Dsl;
using Kimi.Runtime.Settings;
using Microsoft.Extensions.DependencyInjection;
using TeamTypes;

namespace Kimi.Runtime.Tests.Conformance;

/// <summary>Options of the samples' stages and components.</summary>
internal static class SampleProofs
{
    internal static IEnumerable<OptionProof> All() =>
    [
        .. SamplingProofs.Proofs(
            () => new DistillAttribute { Iterations = 3, PromptsPerIteration = 4, MaxResponseTokens = 8, WarmupIterations = 1, CheckpointEvery = 1 },
            options => new Stage<DistillAttribute, Policy, Policy, PromptSet, Policy>(
                "Proved", options, Before.Policy, Before.OtherPolicy, Before.Problems),
            (nameof(DistillAttribute.Iterations), 2),
            (nameof(DistillAttribute.PromptsPerIteration), 3),
            (nameof(DistillAttribute.SamplesPerPrompt), 2),
            (nameof(DistillAttribute.LearningRate), 1e-4),
            (nameof(DistillAttribute.WarmupIterations), 2),
            (nameof(DistillAttribute.BatchSize), 2),
            (nameof(DistillAttribute.CheckpointEvery), 2),
            (nameof(DistillAttribute.KeepCheckpoints), 1))
            .Select(proof => proof with
            {
                Services = (services, counts) =>
                {
                    services.AddStage<Distill>();
                    // On several threads, its sums differ in their last bits.
                    services.PostConfigure<KimiOptions>(kimi => kimi.Threads = 1);
                    proof.Services(services, counts);
                },
            }),
        ReinforcementProofs.Terse<StopLongRunAttribute>(() => new() { Longest = 1 }, (nameof(StopLongRunAttribute.Longest), 2)),
    ];
}
