using Kimi.Dsl;

namespace Kimi.Runtime.Tests.Conformance;

/// <summary>Options of stages that take optimizer steps on what there is, and of what is trained instead of all weights.</summary>
internal static class TrainingProofs
{
    private static readonly (string Option, object Value)[] s_optimizer =
    [
        (nameof(OptimizedStageAttribute.LearningRate), 0.02),
        (nameof(OptimizedStageAttribute.WarmupSteps), 2),
        (nameof(OptimizedStageAttribute.FinalLearningRate), 1e-3),
        (nameof(OptimizedStageAttribute.DecayFraction), 0.4),
        (nameof(OptimizedStageAttribute.Decay), LearningRateDecay.Linear),
        (nameof(OptimizedStageAttribute.WeightDecay), 0.5),
        (nameof(OptimizedStageAttribute.GradientClip), 0.01),
        (nameof(OptimizedStageAttribute.CheckpointEvery), 1),
        (nameof(OptimizedStageAttribute.KeepCheckpoints), 1),
    ];

    internal static IEnumerable<OptionProof> All() =>
    [
        OptionProof.Of<FineTuneAttribute>(
            () => Short(new FineTuneAttribute { Steps = 6, BatchSize = 2 }), FineTune(),
            [
                (nameof(FineTuneAttribute.Steps), 5), (nameof(FineTuneAttribute.BatchSize), 3), (nameof(FineTuneAttribute.PackedTokens), 16),
                (nameof(FineTuneAttribute.Trains), TrainedParts.Projector), .. s_optimizer,
            ]),
        Pretrain<PretrainAttribute>(),
        Pretrain<CooldownAttribute>(),
        OptionProof.Of<ActivateLongContextAttribute>(
            () => Short(new ActivateLongContextAttribute { ContextLength = 96, StepsPerLength = 6, BatchTokens = 192 }),
            options => new Stage<ActivateLongContextAttribute, Policy, Corpus, Corpus, Policy>(
                "Proved", options, Before.Policy, Before.LongTexts, Before.Texts),
            [
                (nameof(ActivateLongContextAttribute.ContextLength), 80),
                (nameof(ActivateLongContextAttribute.Ladder), new[] { 72 }),
                (nameof(ActivateLongContextAttribute.RopeBase), 5_000.0),
                (nameof(ActivateLongContextAttribute.FullAttentionShare), 1.0),
                (nameof(ActivateLongContextAttribute.LongDocumentRate), 0.1),
                (nameof(ActivateLongContextAttribute.StepsPerLength), 5),
                (nameof(ActivateLongContextAttribute.BatchTokens), 300),
                .. s_optimizer,
            ]),
        OptionProof.Of<OptimizePreferencesAttribute>(
            () => Short(new OptimizePreferencesAttribute { Steps = 6, BatchSize = 2 }),
            options => new Stage<OptimizePreferencesAttribute, Policy, Preferences, Policy>("Proved", options, Before.Policy, Before.Pairs),
            [
                (nameof(OptimizePreferencesAttribute.Beta), 0.5), (nameof(OptimizePreferencesAttribute.Steps), 5),
                (nameof(OptimizePreferencesAttribute.BatchSize), 3), .. s_optimizer,
            ]),
        RewardModel(() => new TrainRewardModelAttribute()),
        RewardModel(() => new TrainCriticAttribute<Before.Reasons> { MaxCritiqueTokens = 20 }, (nameof(TrainCriticAttribute.MaxCritiqueTokens), 24)),
        OptionProof.Of<LoraAttribute>(
            () => new() { Rank = 2, Alpha = 4 },
            adapter => new Stage<FineTuneAttribute, Policy, Demonstrations, Policy>(
                "Proved", new() { Steps = 2, BatchSize = 2, WarmupSteps = 0 }, Before.Policy, Before.Traces)
            { Adapter = adapter },
            [(nameof(LoraAttribute.Rank), 1), (nameof(LoraAttribute.Alpha), 8.0), (nameof(LoraAttribute.Targets), LoraTargets.Attention)]),
    ];

    // The learning rate falls over several steps, so that how it falls matters.
    private static TAttribute Short<TAttribute>(TAttribute options)
        where TAttribute : OptimizedStageAttribute
    {
        (options.LearningRate, options.WarmupSteps, options.DecayFraction, options.Decay) = (0.01, 1, 0.7, LearningRateDecay.Cosine);
        options.CheckpointEvery = 2;
        return options;
    }

    private static Func<FineTuneAttribute, Stage> FineTune() =>
        options => new Stage<FineTuneAttribute, Policy, Demonstrations, Policy>("Proved", options, Before.SeeingPolicy, Before.Traces);

    private static OptionProof Pretrain<TAttribute>()
        where TAttribute : PretrainAttribute, new() => OptionProof.Of(
        () => Short(new TAttribute { Steps = 6, BatchSize = 2, SequenceLength = 12 }),
        options => new Stage<PretrainAttribute, Policy, IReadOnlyList<Corpus>, Policy>(
            "Proved", options, Before.SeeingPolicy, StageInput.List<Corpus>(Before.Texts, Before.LongTexts)),
        [
            (nameof(PretrainAttribute.Mixture), new[] { 0.1, 0.9 }),
            (nameof(PretrainAttribute.FinalMixture), new[] { 0.1, 0.9 }),
            (nameof(PretrainAttribute.Trains), TrainedParts.Vision),
            (nameof(PretrainAttribute.SequenceLength), 10),
            (nameof(PretrainAttribute.Steps), 5),
            (nameof(PretrainAttribute.BatchSize), 3),
            .. s_optimizer,
        ]);

    private static OptionProof RewardModel<TAttribute>(Func<TAttribute> options, params (string Option, object Value)[] own)
        where TAttribute : RewardModelTrainingAttribute => OptionProof.Of(
        () =>
        {
            var given = Short(options());
            (given.Steps, given.BatchSize, given.HeldOutShare) = (6, 2, 0.3);
            return given;
        },
        given => new Stage<RewardModelTrainingAttribute, Policy, Preferences, PromptSet, RewardModel>(
            "Proved", given, Before.Policy, Before.Pairs, Before.Problems),
        [
            (nameof(RewardModelTrainingAttribute.Template), "{prompt}{response}"),
            (nameof(RewardModelTrainingAttribute.HeldOutShare), 0.5),
            (nameof(RewardModelTrainingAttribute.Steps), 5),
            (nameof(RewardModelTrainingAttribute.BatchSize), 3),
            .. own,
            .. s_optimizer,
        ]);
}
