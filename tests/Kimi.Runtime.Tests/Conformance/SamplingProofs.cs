using Kimi.Dsl;
using Microsoft.Extensions.DependencyInjection;

namespace Kimi.Runtime.Tests.Conformance;

/// <summary>Options of stages that sample responses and judge them.</summary>
internal static class SamplingProofs
{
    /// <summary>Options of how every stage samples, but for the number of parts.</summary>
    internal static (string Option, object Value)[] Sampling { get; } =
    [
        (nameof(SamplingStageAttribute.MaxResponseTokens), 3),
        (nameof(SamplingStageAttribute.Temperature), 0.3),
        (nameof(SamplingStageAttribute.TopP), 0.3),
        (nameof(SamplingStageAttribute.TopK), 10),
        (nameof(SamplingStageAttribute.MinP), 0.6),
        (nameof(SamplingStageAttribute.StopTokens), new[] { 3, 4, 5, 6 }),
        (nameof(SamplingStageAttribute.StopTexts), new[] { "1", "2", "3" }),
    ];

    private static readonly RewardAttribute[] s_rewards = [new RewardAttribute<Moody>()];

    internal static IEnumerable<OptionProof> All() => [.. Evaluations(), .. Selections()];

    private static IEnumerable<OptionProof> Evaluations() =>
    [
        .. Proofs(
            () => new EvaluateAttribute { MaxResponseTokens = 8 },
            options => new Stage<EvaluateAttribute, IReadOnlyList<Policy>, PromptSet, Evaluation>(
                "Proved", options, StageInput.List<Policy>(Before.Policy), Before.Problems)
            { Rewards = [new RewardAttribute<Fickle>()] },
            (nameof(EvaluateAttribute.SamplesPerPrompt), 2)),
        .. Proofs(
            () => new CuratePromptsAttribute { MaxResponseTokens = 8, GuessTemplate = "{prompt}", MaxGuessTokens = 6, GuessAttempts = 2, MaxFaultRate = 1 },
            options => new Stage<CuratePromptsAttribute, Policy, PromptSet, IReadOnlyList<PromptSet>, PromptSet>(
                "Proved", options, Before.BriefPolicy, Before.Problems,
                StageInput.List<PromptSet>(Before.Made("Test", new PromptSet([Before.Problem("9+2=", "11", 1)]))))
            { Rewards = s_rewards },
            (nameof(CuratePromptsAttribute.MaxProblems), 15),
            (nameof(CuratePromptsAttribute.ContaminationWords), 2),
            (nameof(CuratePromptsAttribute.SamplesPerPrompt), 6),
            (nameof(CuratePromptsAttribute.MinPassRate), 0.15),
            (nameof(CuratePromptsAttribute.MaxPassRate), 0.15),
            (nameof(CuratePromptsAttribute.GuessAttempts), 0),
            (nameof(CuratePromptsAttribute.GuessTemplate), "{prompt}#"),
            (nameof(CuratePromptsAttribute.GuessPrefix), "#"),
            (nameof(CuratePromptsAttribute.MaxGuessTokens), 1),
            (nameof(CuratePromptsAttribute.MaxTagShare), 0.5),
            (nameof(CuratePromptsAttribute.MaxFaultRate), 0.0)),
    ];

    private static IEnumerable<OptionProof> Selections()
    {
        var swayed = new Swayed();
        return
        [
            .. Several<SampleLongCotAttribute, Policy, Demonstrations>(
                () => new() { MaxResponseTokens = 8, MaxFaultRate = 1, Templates = ["{prompt}", "0+{prompt}"] },
                options => new Stage<SampleLongCotAttribute, Policy, PromptSet, Demonstrations>("Proved", options, Before.BriefPolicy, Before.Problems)
                { Rewards = s_rewards },
                (nameof(SampleLongCotAttribute.Templates), new[] { "{prompt}" }),
                (nameof(SampleLongCotAttribute.PerProblem), 2),
                (nameof(SampleLongCotAttribute.Keep), Selection.Shortest)),
            .. Several<SamplePreferencesAttribute, Policy, Preferences>(
                () => new() { MaxResponseTokens = 8, MaxFaultRate = 1, LongerBy = 4 },
                options => new Stage<SamplePreferencesAttribute, Policy, PromptSet, Preferences>("Proved", options, Before.BriefPolicy, Before.Problems)
                { Rewards = s_rewards },
                (nameof(SamplePreferencesAttribute.Prefer), Preferred.Correct),
                (nameof(SamplePreferencesAttribute.LongerBy), 1.0),
                (nameof(SamplePreferencesAttribute.PairsPerProblem), 2)),
            .. Several<SampleQuestionAnswersAttribute, Policy, Corpus>(
                () => new() { MaxResponseTokens = 8, MaxFaultRate = 1 },
                options => new Stage<SampleQuestionAnswersAttribute, Policy, PromptSet, Corpus>("Proved", options, Before.BriefPolicy, Before.Problems)
                { Rewards = s_rewards },
                (nameof(SampleQuestionAnswersAttribute.PerProblem), 2),
                (nameof(SampleQuestionAnswersAttribute.Domain), "sums")),
            .. Several<SampleShortestAttribute, Policy, Demonstrations>(
                () => new() { MaxResponseTokens = 8, MaxFaultRate = 1 },
                options => new Stage<SampleShortestAttribute, Policy, PromptSet, Demonstrations>("Proved", options, Before.BriefPolicy, Before.Problems)
                { Rewards = s_rewards }),
            .. Several<SelectPolicyAttribute, IReadOnlyList<Policy>, Policy>(
                () => new() { MaxResponseTokens = 8, MaxFaultRate = 1, SamplesPerPrompt = 3, TokenPrice = 0 },
                options => new Stage<SelectPolicyAttribute, IReadOnlyList<Policy>, PromptSet, Policy>(
                    "Proved", options, StageInput.List<Policy>(Before.Policy, Before.OtherPolicy), Before.Problems)
                { Rewards = [new RewardAttribute<Uneasy>()] },
                (nameof(SelectPolicyAttribute.TokenPrice), 10.0))
                .Select(proof => proof.Others.Count > 1 ? proof.With((services, _) => services.AddSingleton<IRolloutExecutor>(swayed)) : proof),
        ];
    }

    /// <summary>The options of a stage, those of sampling among them.</summary>
    internal static IEnumerable<OptionProof> Proofs<TAttribute>(
        Func<TAttribute> given, Func<TAttribute, Stage> stage, params IEnumerable<(string Option, object Value)> own)
        where TAttribute : SamplingStageAttribute =>
    [
        OptionProof.Of(given, stage, [.. own, .. Sampling]),
        OptionProof.Of(given, stage, (nameof(SamplingStageAttribute.Parts), 2))
            .With((services, counts) => services.AddSingleton<IRolloutExecutor>(new CountedExecutor(counts))),
    ];

    // The options of a stage that samples several responses to each problem.
    private static IEnumerable<OptionProof> Several<TAttribute, TPolicies, TOutput>(
        Func<TAttribute> given, Func<TAttribute, Stage> stage, params IEnumerable<(string Option, object Value)> own)
        where TAttribute : JudgedSamplingAttribute<TPolicies, TOutput>
        where TOutput : Artifact => Proofs(
        given,
        stage,
        [
            (nameof(JudgedSamplingAttribute<,>.MaxProblems), 5),
            (nameof(JudgedSamplingAttribute<,>.SamplesPerPrompt), 6),
            (nameof(JudgedSamplingAttribute<,>.MaxFaultRate), 0.0),
            .. own,
        ]);
}

/// <summary>Finds responses of even lengths right, and fails on one length.</summary>
[ImplementationVersion(1)]
internal sealed class Uneasy : IReward<Problem>
{
    internal const int Failing = 3;

    public ValueTask<Verdict> JudgeAsync(Problem problem, Rollout rollout, CancellationToken cancellationToken) =>
        rollout.Length == Failing ? throw new InvalidOperationException("too odd") : new(Verdict.Of(rollout.Length % 2 == 0));
}
