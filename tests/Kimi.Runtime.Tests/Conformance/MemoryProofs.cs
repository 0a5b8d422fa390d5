using Kimi.Dsl;

namespace Kimi.Runtime.Tests.Conformance;

/// <summary>Options that are about memory, where activations need the most of it.</summary>
internal static class MemoryProofs
{
    internal static IEnumerable<OptionProof> All() =>
    [
        Proof(
            () => new FineTuneAttribute(),
            options => new Stage<FineTuneAttribute, Policy, Demonstrations, Policy>("Proved", options, Before.DeepPolicy, Before.Traces)),
        Pretraining(() => new PretrainAttribute()),
        Pretraining(() => new CooldownAttribute()),
        Proof(
            () => new ActivateLongContextAttribute { ContextLength = 96, StepsPerLength = 2, BatchTokens = 960 },
            options => new Stage<ActivateLongContextAttribute, Policy, Corpus, Corpus, Policy>(
                "Proved", options, Before.DeepPolicy, Before.LongTexts, Before.Texts)),
        Proof(
            () => new OptimizePreferencesAttribute(),
            options => new Stage<OptimizePreferencesAttribute, Policy, Preferences, Policy>("Proved", options, Before.DeepPolicy, Before.Pairs)),
        RewardModel(() => new TrainRewardModelAttribute()),
        RewardModel(() => new TrainCriticAttribute<Before.Reasons> { MaxCritiqueTokens = 20 }),
        OptionProof.Of(
            () => ReinforcementProofs.Options(samples: 16),
            options => new Stage<ReinforceAttribute, Policy, PromptSet, Policy>("Proved", options, Before.DeepPolicy, Before.Problems)
            {
                Components = [new MirrorDescentAttribute(), new RewardAttribute<Moody>()],
            },
            (nameof(ReinforceAttribute.RecomputeActivations), true)),
    ];

    private static OptionProof Pretraining<TAttribute>(Func<TAttribute> given)
        where TAttribute : PretrainAttribute => Proof(
        () =>
        {
            var options = given();
            (options.SequenceLength, options.BatchSize) = (32, 20);
            return options;
        },
        options => new Stage<PretrainAttribute, Policy, IReadOnlyList<Corpus>, Policy>(
            "Proved", options, Before.DeepPolicy, StageInput.List<Corpus>(Before.Texts, Before.LongTexts)));

    private static OptionProof RewardModel<TAttribute>(Func<TAttribute> given)
        where TAttribute : RewardModelTrainingAttribute => Proof(
        () =>
        {
            var options = given();
            options.HeldOutShare = 0.3;
            return options;
        },
        options => new Stage<RewardModelTrainingAttribute, Policy, Preferences, PromptSet, RewardModel>(
            "Proved", options, Before.DeepPolicy, Before.Pairs, Before.Problems));

    private static OptionProof Proof<TAttribute>(Func<TAttribute> given, Func<TAttribute, Stage> stage)
        where TAttribute : OptimizedStageAttribute => OptionProof.Of(
        () =>
        {
            var options = given();
            options.WarmupSteps = 0;
            if (typeof(TAttribute).GetProperty("Steps") is { } steps)
                steps.SetValue(options, 2);
            return options;
        },
        stage,
        (nameof(OptimizedStageAttribute.RecomputeActivations), true),
        (nameof(OptimizedStageAttribute.MicroBatchTokens), 20));
}
