using Kimi.Dsl;
using Kimi.Runtime.Sandboxes;
using Kimi.Runtime.Tests.Code;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;

namespace Kimi.Runtime.Tests.Conformance;

/// <summary>Options of rewards.</summary>
internal static class RewardProofs
{
    private const string Alphabet = "abcdefghijklmnopqrstuvwxyzFTA0123456789+=*# \\{}.:\n";

    private static readonly string[] s_answers =
    [
        "#4", "=4", "\\boxed{4}\n9", "\\boxed{4} #### 4", "#### 4\n9", "the final answer is 4.\nbye", "9\n4", "#5", "5#4", "4=5",
    ];

    private static readonly string[] s_solutions = ["x y + 2 *", "0", "7", "x y +"];

    internal static Stage<Policy> Writing { get; } = Before.Transformer("Writing", Alphabet);

    internal static Stage<Policy> WritingToo { get; } = Before.Transformer("WritingToo", Alphabet);

    internal static Stage<PromptSet> Asked { get; } = Before.Made(
        "Asked", new PromptSet([.. Enumerable.Range(0, 5).Select(i => Before.Problem($"{i}+0=", "4", 1))]));

    internal static Stage<PromptSet> Programs { get; } = Before.Made("ProgramsWithTests", new PromptSet(
        [.. Enumerable.Range(1, 5).Select(i => Judging.Sum(("1 2", "6"), ("0 0", "0"), ("1 1", "4")) with { Id = $"{i}", Prompt = $"{i}" })]));

    private static readonly Stage<RewardModel> s_judge = new Stage<RewardModelTrainingAttribute, Policy, Preferences, PromptSet, RewardModel>(
        "Judge", new TrainRewardModelAttribute { Steps = 2, BatchSize = 4, WarmupSteps = 0, HeldOutShare = 0.5, Template = "{response}" },
        Before.Policy, Before.Pairs, Before.Problems);

    internal static IEnumerable<OptionProof> All(Observatory observatory) =>
    [
        .. EveryReward<RewardAttribute<Fickle>>(() => new()),
        .. EveryReward<ExactAnswerRewardAttribute>(() => new()),
        .. EveryReward<FormatRewardAttribute>(() => new() { Pattern = "^#" }),
        .. EveryReward<MathRewardAttribute>(() => new()),
        .. EveryReward<ModelRewardAttribute>(() => new()).Select(proof => proof.With(proof.Others[0].Option == nameof(RewardAttribute.Weight)
            ? (_, _) => { }
            : (services, _) => services.AddSingleton<TimeProvider>(new HastyTime()))),
        Evaluated<ExactAnswerRewardAttribute>(() => new(), (nameof(ExactAnswerRewardAttribute.Marker), "=")),
        Evaluated<FormatRewardAttribute>(() => new(), (nameof(FormatRewardAttribute.Pattern), "=.+$")),
        Evaluated<MathRewardAttribute>(
            () => new(),
            (nameof(MathRewardAttribute.Boxed), false), (nameof(MathRewardAttribute.Marked), false), (nameof(MathRewardAttribute.Stated), false),
            (nameof(MathRewardAttribute.LastLine), false)),
        .. TestCases(),
        .. ServedJudge(observatory),
    ];

    /// <summary>The options that every reward has, in a run in which another reward is beside it.</summary>
    internal static IEnumerable<OptionProof> EveryReward<TAttribute>(Func<TAttribute> given)
        where TAttribute : RewardAttribute =>
    [
        OptionProof.Of(given, Answered, (nameof(RewardAttribute.Weight), 3.0))
            .With((services, _) => services.AddSingleton<IRolloutExecutor>(Answering())),
        OptionProof.Of(given, Answered, (nameof(RewardAttribute.TimeLimitSeconds), 0.01))
            .With((services, _) => services.AddSingleton<IRolloutExecutor>(Answering()).AddSingleton<TimeProvider>(new HastyTime())),
    ];

    private static Stage Answered(RewardAttribute reward) => reward is ModelRewardAttribute
        ? Reinforced(reward, Before.Problems, Before.Policy, mismatch: 0.05)
        : Reinforced(reward, Asked, Writing, mismatch: 100);

    private static Stage<ReinforceAttribute, Policy, PromptSet, Policy> Reinforced(
        RewardAttribute reward, Stage<PromptSet> problems, Stage<Policy> policy, double mismatch)
    {
        var options = ReinforcementProofs.Options(mismatch);
        (options.Iterations, options.MaxFaultRate, options.MaxResponseTokens) = (2, 0, 12);
        options.WarmupIterations = 1;
        return new("Proved", options, policy, problems)
        {
            Components = [new MirrorDescentAttribute { Baseline = Baseline.Soft }, reward, new RewardAttribute<Fickle>()],
            RewardModel = reward is ModelRewardAttribute ? s_judge : null,
        };
    }

    private static OptionProof Evaluated<TAttribute>(Func<TAttribute> given, params (string Option, object Value)[] others)
        where TAttribute : RewardAttribute =>
        OptionProof.Of(given, Evaluation, others).With((services, _) => services.AddSingleton<IRolloutExecutor>(Answering()));

    private static Stage<EvaluateAttribute, IReadOnlyList<Policy>, PromptSet, Evaluation> Evaluation(RewardAttribute reward) =>
        new("Proved", new() { MaxResponseTokens = 40, SamplesPerPrompt = 10 }, StageInput.List<Policy>(Writing), Asked) { Rewards = [reward] };

    internal static Writer Answering() => new(Alphabet, (_, request) => s_answers[request % s_answers.Length]);

    // Of four responses one is right, one passes some of the tests, and two pass none.
    private static IEnumerable<OptionProof> TestCases() =>
    [
        OptionProof.Of<TestCaseRewardAttribute>(
            () => new() { ParallelTests = 1 },
            reward => Reinforced(reward, Programs, Writing, mismatch: 100),
            (nameof(TestCaseRewardAttribute.Shares), true), (nameof(TestCaseRewardAttribute.ParallelTests), 2), (nameof(RewardAttribute.Weight), 3.0),
            (nameof(RewardAttribute.TimeLimitSeconds), 0.01))
            .With((services, counts) => services
                .AddSingleton<ISandbox>(new CountedSandbox(counts))
                .AddSingleton<IRolloutExecutor>(Programming())),
    ];

    internal static Writer Programming() => new(Alphabet, (_, request) => s_solutions[request % s_solutions.Length]);

    /// <summary>Writes one text by the policy that is asked first, and another by the others.</summary>
    internal static Writer Answering(string first, string others)
    {
        string? policy = null;
        return new(Alphabet, (order, _) => (policy ??= order.Policy.Name) == order.Policy.Name ? first : others);
    }

    private static IEnumerable<OptionProof> ServedJudge(Observatory observatory)
    {
        yield return OptionProof.Of<ServedJudgeAttribute>(
            () => new() { CacheFolder = "", MaxCritiqueTokens = 100, Retries = 2 },
            Evaluation,
            (nameof(ServedJudgeAttribute.Model), "other"), (nameof(ServedJudgeAttribute.Template), "{response}"),
            (nameof(ServedJudgeAttribute.MaxCritiqueTokens), 50), (nameof(ServedJudgeAttribute.Temperature), 1.0),
            (nameof(ServedJudgeAttribute.CacheFolder), observatory.Kept), (nameof(ServedJudgeAttribute.Retries), 0))
            .With((services, counts) => services
                .AddSingleton<IRolloutExecutor>(Answering()).AddSingleton<IChatClient>(new MoodyJudge(counts)));
        foreach (var proof in EveryReward<ServedJudgeAttribute>(() => new() { CacheFolder = "" }))
        {
            yield return proof.With((services, counts) =>
            {
                proof.Services(services, counts);
                services.AddSingleton<IChatClient>(new MoodyJudge(counts));
            });
        }
    }

    /// <summary>Runs postfix programs, and counts.</summary>
    private sealed class CountedSandbox(CallCounts counts) : ISandbox
    {
        private readonly PostfixSandbox _postfix = new();

        public ValueTask<SandboxCapabilities> CapabilitiesAsync(CancellationToken cancellationToken) => _postfix.CapabilitiesAsync(cancellationToken);

        public IAsyncEnumerable<RunOutcome> RunAsync(SandboxJob job, CancellationToken cancellationToken)
        {
            counts.Add(job.Inputs.Count);
            return _postfix.RunAsync(job, cancellationToken);
        }
    }

    /// <summary>Judges by all that it is given; now and then it must be asked twice.</summary>
    private sealed class MoodyJudge(CallCounts counts) : IChatClient
    {
        public Task<ChatResponse> GetResponseAsync(
            IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
        {
            counts.Add();
            var mood = Mood.Of($"{messages.Single().Text} {options!.ModelId} {options.Temperature} {options.MaxOutputTokens}");
            var says = mood % 5 == 0 && options.Seed == 0 ? "I cannot say." : mood % 2 == 0 ? "{\"correct\": true}" : "{\"correct\": false}";
            return Task.FromResult(new ChatResponse(new ChatMessage(ChatRole.Assistant, says)));
        }

        public IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
            IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) => throw new NotSupportedException();

        public object? GetService(Type serviceType, object? serviceKey = null) => null;

        public void Dispose()
        {
        }
    }
}
