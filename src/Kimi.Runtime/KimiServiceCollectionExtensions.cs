using Kimi.Dsl;
using Kimi.Runtime.Artifacts;
using Kimi.Runtime.Code;
using Kimi.Runtime.Corpora;
using Kimi.Runtime.Execution;
using Kimi.Runtime.Guards;
using Kimi.Runtime.Objectives;
using Kimi.Runtime.Penalties;
using Kimi.Runtime.RewardModels;
using Kimi.Runtime.Rewards;
using Kimi.Runtime.Rollouts;
using Kimi.Runtime.Samplers;
using Kimi.Runtime.Sandboxes;
using Kimi.Runtime.Settings;
using Kimi.Runtime.Stages;
using Kimi.Runtime.Tools;
using Kimi.Torch.Models;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Kimi.Runtime;

/// <summary>Registers the runtime, and a team's replacements for parts of it.</summary>
public static class KimiServiceCollectionExtensions
{
    /// <summary>Registers everything that executes a graph: the runner, the built-in stages and components, formats and the rollout engine.</summary>
    /// <param name="services">The services.</param>
    public static IServiceCollection AddKimi(this IServiceCollection services)
    {
        services.AddLogging();
        services.AddOptions<KimiOptions>().BindConfiguration(KimiOptions.Section).ValidateDataAnnotations();
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<ImageStore>();
        services.AddSingleton<IImageStore>(provider => provider.GetRequiredService<ImageStore>());
        services.AddSingleton<OutputImages>();
        services.AddSingleton<RolloutEngine>();
        services.AddSingleton<PolicyHandles>();
        services.AddSingleton<IPolicySource>(provider => provider.GetRequiredService<PolicyHandles>());
        services.AddSingleton<StopRules>();
        services.AddSingleton<LocalExecutors>();
        services.AddSingleton(provider => new RolloutDispatcher(
            provider.GetServices<IRolloutExecutor>().ToList() is [_, ..] own ? own : provider.GetRequiredService<LocalExecutors>().All,
            provider.GetRequiredService<StopRules>(),
            provider.GetRequiredService<IOptions<KimiOptions>>(),
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILogger<RolloutDispatcher>>(),
            provider.GetService<IJoinedExecutors>()));
        services.AddSingleton<RolloutSampler>();
        services.AddSingleton<IMetricSink, MeterSink>();
        services.AddSingleton<IRunListener, TensorBoardListener>();
        services.AddSingleton<GraphRunner>();
        services.TryAddSingleton<ISandbox, PostfixSandbox>();
        services.AddSingleton<ProgramRuns>();

        services.AddScoped<StageScope>();
        services.AddScoped<ProblemChecks>();
        services.AddScoped(provider => LoaderOf(
            provider.GetRequiredService<IOptions<KimiOptions>>().Value,
            provider.GetRequiredService<StageScope>(),
            provider.GetService<IGradientSharing>(),
            provider.GetRequiredService<IImageStore>()));
        services.AddScoped(provider => new PolicySource(provider.GetRequiredService<PolicyHandles>(), provider.GetRequiredService<PolicyLoader>()));
        services.AddScoped<RewardModelLoader>();
        services.AddScoped(provider => provider.GetRequiredService<StageScope>().Component<IPolicyObjective, IObjective>());
        services.AddScoped(provider => provider.GetRequiredService<StageScope>().Components<ICorrection>());
        services.AddScoped<ComponentCalls>();
        services.AddScoped(Guarded<ISampler, SamplerAttribute>((sampler, name, calls) => new GuardedSampler(sampler, name, calls)));
        services.AddScoped(provider => provider.GetRequiredService<StageScope>().Components<IReward>());
        services.AddScoped(Guarded<IPenalty, PenaltyAttribute>((penalty, name, calls) => new GuardedPenalty(penalty, name, calls)));
        services.AddScoped(provider => new RolloutRules(provider.GetRequiredService<StageScope>().Pairs<IRolloutRule, ComponentAttribute>()));
        services.AddScoped(provider => new RolloutRounds(provider.GetRequiredService<RolloutDispatcher>(), EpisodesOf(provider)));
        services.AddScoped(Guarded<ICorpusRule, CorpusRuleAttribute>((rule, name, calls) => new GuardedCorpusRule(rule, name, calls)));
        services.AddScoped(provider => provider.GetRequiredService<StageScope>().Options<CorpusRuleAttribute>());
        services.AddScoped<Func<RewardModel>>(provider => () => provider.GetRequiredService<StageScope>().RewardModel);
        services.AddScoped(JudgeOf);

        services.AddArtifactFormat<PromptSet, PromptSetFormat>();
        services.AddArtifactFormat<Corpus, CorpusFormat>();
        services.AddArtifactFormat<Demonstrations, DemonstrationsFormat>();
        services.AddArtifactFormat<Preferences, PreferencesFormat>();
        services.AddArtifactFormat<Evaluation, EvaluationFormat>();
        services.AddArtifactFormat<PerplexityReport, PerplexityReportFormat>();
        services.AddArtifactFormat<Policy, PolicyFormat>();
        services.AddArtifactFormat<RewardModel, RewardModelFormat>();
        services.AddArtifactFormat<RewardModelComparison, RewardModelComparisonFormat>();

        services.AddStage<GenerateProblems>();
        services.AddStage<ReadProblems>();
        services.AddStage<MakeDocuments>();
        services.AddStage<ReadDocuments>();
        services.AddStage<RefineCorpus>();
        services.AddStage<MakeDemonstrations>();
        services.AddStage<ReadDemonstrations>();
        services.AddStage<InitializeTransformer>();
        services.AddStage<AddVisionTower>();
        services.AddStage<LoadPolicy>();
        services.AddStage<Pretrain>();
        services.AddStage<ActivateLongContext>();
        services.AddStage<MeasurePerplexity>();
        services.AddStage<FineTune>();
        services.AddStage<Reinforce>();
        services.AddScoped<JudgedSampling>();
        services.AddScoped<RejectionSampling>();
        services.AddStage<CuratePrompts>();
        services.AddStage<GenerateTestCases>();
        services.AddStage<SampleLongCot>();
        services.AddStage<SampleShortest>();
        services.AddStage<SamplePreferences>();
        services.AddStage<SampleQuestionAnswers>();
        services.AddStage<SelectPolicy>();
        services.AddStage<Evaluate>();
        services.AddStage<MergeWeights>();
        services.AddStage<MergeAdapter>();
        services.AddStage<OptimizePreferences>();
        services.AddStage<TrainRewardModel>();
        services.AddStage<CompareRewardModels>();

        services.AddComponent<IMirrorDescent, MirrorDescent>();
        services.AddComponent<IReST, ReST>();
        services.AddComponent<IPolicyGradient, PolicyGradient>();
        services.AddComponent<IGrpo, Grpo>();
        services.AddComponent<IGspo, Gspo>();
        services.AddComponent<IDapo, Dapo>();
        services.AddComponent<IDrGrpo, DrGrpo>();
        services.AddComponent<ICispo, Cispo>();
        services.AddComponent<IRatioMirrorDescent, RatioMirrorDescent>();
        services.AddComponent<ITruncatedImportance, TruncatedImportance>();
        services.AddComponent<ILora, Lora>();
        services.AddComponent<IMaskedImportance, MaskedImportance>();
        services.AddComponent<IUniformSampler, UniformSampler>();
        services.AddComponent<ICurriculumSampler, CurriculumSampler>();
        services.AddComponent<IPrioritizedSampler, PrioritizedSampler>();
        services.AddComponent<IHardProblemsSampler, HardProblemsSampler>();
        services.AddComponent<IStagedSampler, StagedSampler>();
        services.AddComponent<IExactAnswerReward, ExactAnswerReward>();
        services.AddComponent<IMathReward, MathReward>();
        services.AddComponent<ITestCaseReward, TestCaseReward>();
        services.AddComponent<IFormatReward, FormatReward>();
        services.AddComponent<IModelReward, ModelReward>();
        services.AddComponent<IServedJudge, ServedJudge>();
        services.AddComponent<ILengthPenalty, LengthPenalty>();
        services.AddComponent<IRepetitionPenalty, RepetitionPenalty>();
        services.AddComponent<IPartialRollouts, PartialRollouts>();
        services.AddComponent<IToolEnvironment, ToolEnvironment>();
        services.AddComponent<IRuleFilter, RuleFilter>();
        services.AddComponent<INearDuplicates, NearDuplicates>();
        services.AddComponent<IQualityClassifier, QualityClassifier>();
        services.AddComponent<ISamplingRates, SamplingRates>();
        services.AddComponent<IStopRepetition, StopRepetition>();
        return services;
    }

    /// <summary>Registers the class that executes a kind of stage, replacing the previous one.</summary>
    /// <typeparam name="TStage">A class that implements one of the <c>IStage&lt;…&gt;</c> contracts.</typeparam>
    /// <param name="services">The services.</param>
    /// <exception cref="ArgumentException">The class implements none.</exception>
    public static IServiceCollection AddStage<TStage>(this IServiceCollection services)
        where TStage : class
    {
        var contracts = typeof(TStage).GetInterfaces().Where(IsStageContract).ToList();
        if (contracts.Count == 0)
            throw new ArgumentException(
                $"{typeof(TStage).Name} implements no IStage<…>: name the stage attribute, inputs and output it works with", nameof(TStage));
        foreach (var contract in contracts)
            services.AddScoped(contract, typeof(TStage));
        return services;
    }

    /// <summary>Registers the class that executes a component, replacing the previous one.</summary>
    /// <typeparam name="TContract">The contract, or class, that the component's attribute names: <c>ILengthPenalty</c> for <c>[LengthPenalty]</c>.</typeparam>
    /// <typeparam name="TComponent">The class that does the work. Its constructor may take the attribute and any service.</typeparam>
    /// <param name="services">The services.</param>
    public static IServiceCollection AddComponent<TContract, TComponent>(this IServiceCollection services)
        where TContract : class
        where TComponent : class, TContract =>
        services.AddSingleton(new ComponentMapping(typeof(TContract), typeof(TComponent)));

    /// <summary>Registers how an artifact is stored on disk, replacing the previous format.</summary>
    /// <typeparam name="TArtifact">The artifact.</typeparam>
    /// <typeparam name="TFormat">Its format.</typeparam>
    /// <param name="services">The services.</param>
    public static IServiceCollection AddArtifactFormat<TArtifact, TFormat>(this IServiceCollection services)
        where TArtifact : Artifact
        where TFormat : class, IArtifactFormat<TArtifact> =>
        services.AddSingleton<IArtifactFormat<TArtifact>, TFormat>();

    private static PolicyLoader LoaderOf(KimiOptions options, StageScope scope, IGradientSharing? sharing, IImageStore images) => new(
        options.Device,
        options.Precision,
        scope.IsOfStage ? scope.Components<ILora>().OfType<Lora>().SingleOrDefault()?.Shape : null,
        scope.Seed,
        sharing,
        images);

    private static Func<IServiceProvider, IReadOnlyList<T>> Guarded<T, TAttribute>(Func<T, string, ComponentCalls, T> guard)
        where T : class
        where TAttribute : ComponentAttribute => provider =>
    {
        var calls = provider.GetRequiredService<ComponentCalls>();
        return [.. provider.GetRequiredService<StageScope>().Pairs<T, TAttribute>().Select(pair => guard(pair.Component, $"[{pair.Attribute.Name}]", calls))];
    };

    private static GroupJudge JudgeOf(IServiceProvider provider)
    {
        var rewards = provider.GetRequiredService<StageScope>().Pairs<IReward, RewardAttribute>();
        return new(
            [.. rewards.Select(entry => entry.Component)],
            [.. rewards.Select(entry => entry.Attribute)],
            provider.GetRequiredService<IOptions<KimiOptions>>(),
            provider.GetRequiredService<TimeProvider>())
        {
            Workers = provider.GetService<IComponentWorkers>(),
        };
    }

    private static Episodes? EpisodesOf(IServiceProvider provider)
    {
        var scope = provider.GetRequiredService<StageScope>();
        var options = provider.GetRequiredService<IOptions<KimiOptions>>().Value;
        var time = provider.GetRequiredService<TimeProvider>();
        return scope.Pairs<IEnvironment, EnvironmentAttribute>()
            .Select(entry => new Episodes(
                WorkersFor(entry.Component)?.EnvironmentOf(entry.Attribute, entry.Component)
                    ?? new TimedEnvironment(entry.Component, entry.Attribute, time, provider.GetRequiredService<ILogger<TimedEnvironment>>()),
                entry.Attribute, new SemaphoreSlim(options.ConcurrentVerdicts), time, provider.GetRequiredService<ILogger<Episodes>>()))
            .SingleOrDefault();

        IComponentWorkers? WorkersFor(IEnvironment environment) => IComponentWorkers.MayHave(environment) ? provider.GetService<IComponentWorkers>() : null;
    }

    private static bool IsStageContract(Type type) =>
        type.IsGenericType && type.Name.Split('`')[0] == "IStage" && type.Namespace == typeof(IStage<,>).Namespace;
}
