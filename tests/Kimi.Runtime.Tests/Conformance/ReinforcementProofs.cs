using Kimi.Dsl;
using Kimi.Runtime.Objectives;
using Microsoft.Extensions.DependencyInjection;
using static TorchSharp.torch;

namespace Kimi.Runtime.Tests.Conformance;

/// <summary>Options of reinforcement learning, and of the components that only it has.</summary>
internal static class ReinforcementProofs
{
    internal static IEnumerable<OptionProof> All() =>
    [
        .. SamplingProofs.Proofs(
            () => Options(),
            options => Reinforced(options, new MirrorDescentAttribute()),
            (nameof(ReinforceAttribute.Iterations), 2),
            (nameof(ReinforceAttribute.MaxGeneratedTokens), 60L),
            (nameof(ReinforceAttribute.PromptsPerIteration), 5),
            (nameof(ReinforceAttribute.SamplesPerPrompt), 3),
            (nameof(ReinforceAttribute.MaxRefills), 2),
            (nameof(ReinforceAttribute.LearningRate), 0.02),
            (nameof(ReinforceAttribute.WarmupIterations), 1),
            (nameof(ReinforceAttribute.StepsPerIteration), 1),
            (nameof(ReinforceAttribute.ResetOptimizer), false),
            (nameof(ReinforceAttribute.GradientClip), 0.01),
            (nameof(ReinforceAttribute.MaxFaultRate), 0.0),
            (nameof(ReinforceAttribute.MaxLogprobMismatch), 1e-9),
            (nameof(ReinforceAttribute.KeepRolloutsEvery), 2),
            (nameof(ReinforceAttribute.CheckpointEvery), 2),
            (nameof(ReinforceAttribute.KeepCheckpoints), 1),
            (nameof(ReinforceAttribute.KeepBest), false))
            .Select(proof => proof.Others.Count > 1 ? proof : proof with { Given = () => Options(mismatch: 100) }),
        OptionProof.Of(() => Options(), options => Reinforced(options, new MirrorDescentAttribute()), (nameof(ReinforceAttribute.MicroBatchTokens), 32))
            .With((services, counts) => services.AddSingleton(counts).AddComponent<IMirrorDescent, Counted>()),
        OptionProof.Of(
            () => Falling(), options => Reinforced(options, new MirrorDescentAttribute()),
            (nameof(ReinforceAttribute.FinalLearningRate), 0.01), (nameof(ReinforceAttribute.DecayFraction), 0.4),
            (nameof(ReinforceAttribute.Decay), LearningRateDecay.Cosine)),
        .. Objectives(),
        .. Corrections(),
        .. Samplers(),
        .. Penalties(),
        .. RolloutRules(),
    ];

    /// <summary>Options of a short run, in which steps go far.</summary>
    internal static ReinforceAttribute Options(double mismatch = 0.05, int samples = 4) => new()
    {
        Iterations = 3,
        PromptsPerIteration = 4,
        SamplesPerPrompt = samples,
        MaxResponseTokens = 5,
        StepsPerIteration = 2,
        WarmupIterations = 2,
        LearningRate = 0.03,
        MaxFaultRate = 1,
        MaxLogprobMismatch = mismatch,
        CheckpointEvery = 1,
    };

    private static ReinforceAttribute Falling()
    {
        var options = Options();
        options.DecayFraction = 0.9;
        return options;
    }

    private static Stage<ReinforceAttribute, Policy, PromptSet, Policy> Reinforced(ReinforceAttribute options, params ComponentAttribute[] components) =>
        Reinforced(Before.Problems, options, components);

    private static Stage<ReinforceAttribute, Policy, PromptSet, Policy> Reinforced(
        Stage<PromptSet> problems, ReinforceAttribute options, params ComponentAttribute[] components) =>
        new("Proved", options, Before.Policy, problems) { Components = [.. components, new RewardAttribute<Moody>()] };

    private static IEnumerable<OptionProof> Objectives() =>
    [
        Component<MirrorDescentAttribute>(
            () => new(),
            (nameof(MirrorDescentAttribute.Tau), 1.0), (nameof(MirrorDescentAttribute.Baseline), Baseline.Soft),
            (nameof(MirrorDescentAttribute.Level), LogratioLevel.Token), (nameof(MirrorDescentAttribute.LengthNormalized), true)),
        Component<GrpoAttribute>(() => new(), (nameof(GrpoAttribute.Epsilon), 0.001), (nameof(GrpoAttribute.Beta), 1.0)),
        Component<DapoAttribute>(() => new(), (nameof(DapoAttribute.EpsilonLow), 0.001), (nameof(DapoAttribute.EpsilonHigh), 0.001)),
        Component<DrGrpoAttribute>(() => new(), (nameof(DrGrpoAttribute.Epsilon), 0.001)),
        Component<CispoAttribute>(() => new(), (nameof(CispoAttribute.EpsilonHigh), 0.001)),
        Component<GspoAttribute>(
            () => new() { EpsilonLow = 0.5, EpsilonHigh = 0.5 }, (nameof(GspoAttribute.EpsilonLow), 1e-4), (nameof(GspoAttribute.EpsilonHigh), 1e-4)),
        Component<RatioMirrorDescentAttribute>(
            () => new(),
            (nameof(RatioMirrorDescentAttribute.Tau), 1.0), (nameof(RatioMirrorDescentAttribute.MaxRise), 0.001),
            (nameof(RatioMirrorDescentAttribute.MaxFall), 0.001)),
        Component<PolicyGradientAttribute>(() => new(), (nameof(PolicyGradientAttribute.LeaveOneOut), true)),
        Component<ReSTAttribute>(() => new(), (nameof(ReSTAttribute.BestOnly), false)),
    ];

    private static IEnumerable<OptionProof> Corrections() =>
    [
        Component<TruncatedImportanceAttribute>(
            () => new(), (nameof(TruncatedImportanceAttribute.Level), ImportanceLevel.Sequence), (nameof(TruncatedImportanceAttribute.Cap), 1.0)),
        Component<MaskedImportanceAttribute>(
            () => new(),
            (nameof(MaskedImportanceAttribute.Level), ImportanceLevel.Sequence), (nameof(MaskedImportanceAttribute.Floor), 1.0),
            (nameof(MaskedImportanceAttribute.Cap), 1.0)),
    ];

    private static IEnumerable<OptionProof> Samplers() =>
    [
        Component<CurriculumSamplerAttribute>(
            () => new() { Width = 2, UntilIteration = 2 },
            (nameof(CurriculumSamplerAttribute.Width), 3), (nameof(CurriculumSamplerAttribute.StartLevel), 3),
            (nameof(CurriculumSamplerAttribute.UntilIteration), 1)),
        Component<PrioritizedSamplerAttribute>(
            () => new(),
            (nameof(PrioritizedSamplerAttribute.InitialSuccess), 0.95), (nameof(PrioritizedSamplerAttribute.Smoothing), 50.0),
            (nameof(PrioritizedSamplerAttribute.Floor), 1.0)),
        Rated<HardProblemsSamplerAttribute>(
            () => new() { FromIteration = 2, MaxPassRate = 0.25 },
            (nameof(HardProblemsSamplerAttribute.FromIteration), 1), (nameof(HardProblemsSamplerAttribute.MaxPassRate), 0.1)),
        Rated<StagedSamplerAttribute>(
            () => new() { LastFromIteration = 2 }, (nameof(StagedSamplerAttribute.Stages), 2), (nameof(StagedSamplerAttribute.LastFromIteration), 1)),
    ];

    private static IEnumerable<OptionProof> Penalties() =>
    [
        Component<LengthPenaltyAttribute>(() => new(), (nameof(LengthPenaltyAttribute.Weight), 0.9), (nameof(LengthPenaltyAttribute.FromIteration), 2)),
        Terse<RepetitionPenaltyAttribute>(
            () => new() { Tokens = 1 }, (nameof(RepetitionPenaltyAttribute.Tokens), 2), (nameof(RepetitionPenaltyAttribute.Weight), 0.9)),
    ];

    private static IEnumerable<OptionProof> RolloutRules() =>
    [
        Component<PartialRolloutsAttribute>(
            () => new() { TokenBudget = 2, MaxAge = 4 },
            (nameof(PartialRolloutsAttribute.TokenBudget), 3), (nameof(PartialRolloutsAttribute.MaxAge), 1),
            (nameof(PartialRolloutsAttribute.MaxSegmentAge), 0)),
        Terse<StopRepetitionAttribute>(
            () => new() { PatternTokens = 1, Repeats = 2 },
            (nameof(StopRepetitionAttribute.PatternTokens), 2), (nameof(StopRepetitionAttribute.Repeats), 3)),
    ];

    // A component of the short run; one that is no objective is beside mirror descent.
    private static OptionProof Component<TAttribute>(Func<TAttribute> given, params (string Option, object Value)[] others)
        where TAttribute : ComponentAttribute => OptionProof.Of(given, component => Reinforced(Options(), [.. Beside(component), component]), others);

    private static OptionProof Rated<TAttribute>(Func<TAttribute> given, params (string Option, object Value)[] others)
        where TAttribute : SamplerAttribute =>
        OptionProof.Of(given, sampler => Reinforced(Before.Rated, Options(), new MirrorDescentAttribute(), sampler), others);

    // Responses of a policy that repeats itself.
    internal static OptionProof Terse<TAttribute>(Func<TAttribute> given, params (string Option, object Value)[] others)
        where TAttribute : ComponentAttribute => OptionProof.Of(
        given,
        component => new Stage<ReinforceAttribute, Policy, PromptSet, Policy>("Proved", Options(), Before.TersePolicy, Before.TerseProblems)
        {
            Components = [new MirrorDescentAttribute(), component, new RewardAttribute<Moody>()],
        },
        others);

    private static ComponentAttribute[] Beside(ComponentAttribute component) => component is ObjectiveAttribute ? [] : [new MirrorDescentAttribute()];

    /// <summary>Counts the batches, and the largest of them.</summary>
    [ImplementationVersion(1)]
    private sealed class Counted(MirrorDescentAttribute options, CallCounts counts) : IMirrorDescent, IPolicyObjective
    {
        private readonly MirrorDescent _objective = new(options);

        public double?[] Advantages(RolloutGroup group, IReadOnlyList<double> rewards) => _objective.Advantages(group, rewards);

        public Tensor Loss(ObjectiveBatch batch)
        {
            counts.Add((int)batch.Mask_BT.numel());
            return _objective.Loss(batch);
        }
    }
}
