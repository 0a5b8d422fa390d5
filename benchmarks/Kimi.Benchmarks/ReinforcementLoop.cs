using System.Diagnostics;
using Kimi.Dsl;
using Kimi.Runtime;
using Kimi.Runtime.Objectives;
using Kimi.Runtime.Rewards;
using Kimi.Runtime.Rollouts;
using Kimi.Runtime.Settings;
using Kimi.Runtime.Stages;
using Kimi.Torch.Models;
using Kimi.Torch.Optimization;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Kimi.Benchmarks;

/// <summary>What an iteration took and did.</summary>
internal sealed record IterationTimes(double RolloutSeconds, double JudgeSeconds, double TrainSeconds, long GeneratedTokens, long TrainedTokens)
{
    public double Seconds => RolloutSeconds + JudgeSeconds + TrainSeconds;
}

/// <summary>The phases of the runtime's own reinforcement learning, one after the other, on responses whose lengths are drawn rather than learnt.</summary>
internal sealed class ReinforcementLoop : IDisposable
{
    private const int PromptLength = 20;
    private const int Steps = 4;

    private readonly ReinforceAttribute _options;
    private readonly ServiceProvider _services;
    private readonly RolloutDispatcher _dispatcher;
    private readonly PolicyHandle _policy;
    private readonly FlatAdam _optimizer;
    private readonly PolicyTrainer _trainer;
    private readonly RolloutPhase _rollouts;
    private readonly GroupJudge _judge;
    private readonly MirrorDescent _objective = new(new());
    private readonly PromptSet _problems;
    private int _iteration;

    internal ReinforcementLoop(Transformer transformer, ReinforceAttribute options, KimiOptions settings, params IReadOnlyList<RolloutRuleAttribute> rules)
        : this(transformer, options, settings, _ => { }, rules)
    {
    }

    internal ReinforcementLoop(
        Transformer transformer, ReinforceAttribute options, KimiOptions settings, Action<IServiceCollection> addServices,
        params IReadOnlyList<RolloutRuleAttribute> rules)
    {
        _options = options;
        var vocabulary = transformer.Config.VocabSize;
        var services = new ServiceCollection()
            .AddSingleton<IConfiguration>(new ConfigurationBuilder().Build())
            .AddKimi()
            .AddSingleton(Options.Create(settings));
        addServices(services);
        _services = services.BuildServiceProvider();
        _dispatcher = _services.GetRequiredService<RolloutDispatcher>();
        _policy = _services.GetRequiredService<PolicySource>().Hold(new(transformer, new EndlessTokenizer(vocabulary)));
        _optimizer = new FlatAdam(transformer.Parameters);
        _trainer = new(_policy.Weights, _optimizer, _objective, options);
        _problems = new([.. Enumerable.Range(0, 256).Select(index => new MathProblem { Id = $"{index}", Prompt = Prompt(index, vocabulary), Answer = "" })]);
        var created = new RolloutRules([.. rules.Select(rule => (Rule(rule), (ComponentAttribute)rule))]);
        _rollouts = new(new(_dispatcher, episodes: null), created, _policy, _problems, options, "benchmark", "");
        _judge = new([new Parity()], [new RewardAttribute<Parity>()], Options.Create(settings), TimeProvider.System);
    }

    internal static int PromptTokens => PromptLength;

    internal IterationTimes Run()
    {
        var watch = Stopwatch.StartNew();
        var problems = Enumerable.Range(0, _options.PromptsPerIteration)
            .Select(index => _problems[((_iteration * _options.PromptsPerIteration) + index) % _problems.Count])
            .ToList();
        _judge.Expect(problems.Count * _options.SamplesPerPrompt, maxFaultRate: 0);
        var generated = _rollouts.GenerateAsync(problems, _iteration, (ulong)_iteration, _judge).GetAwaiter().GetResult();
        var rollout = watch.Elapsed.TotalSeconds;
        var judgement = _judge.JudgeAsync(generated.Finished, maxFaultRate: 0, CancellationToken.None).GetAwaiter().GetResult();
        var judge = watch.Elapsed.TotalSeconds - rollout;

        _dispatcher.WithdrawAsync(_policy).GetAwaiter().GetResult();
        _optimizer.Reset();
        _optimizer.Train();
        var samples = judgement.Groups
            .SelectMany(group => ScoredGroup.Of(group, [], _objective, new(_iteration, int.MaxValue)).Samples(rollout => _rollouts.Trains(rollout, _iteration)))
            .ToList();
        foreach (var share in samples.Chunk(Math.Max(1, (samples.Count + Steps - 1) / Steps)))
            _trainer.Step(share, _iteration, learningRate: 1e-5);
        _iteration++;
        return new(rollout, judge, watch.Elapsed.TotalSeconds - rollout - judge, generated.Tokens, samples.Sum(sample => (long)sample.Length));
    }

    public void Dispose()
    {
        _optimizer.Dispose();

        // Workers in processes of their own take their time.
        _services.DisposeAsync().AsTask().GetAwaiter().GetResult();
    }

    private static IRolloutRule Rule(RolloutRuleAttribute attribute) => attribute switch
    {
        PartialRolloutsAttribute partial => new PartialRollouts(partial),
        DrawnLengthAttribute drawn => new DrawnLength(drawn),
        _ => throw new NotSupportedException($"{attribute.Name} is new: create it here"),
    };

    private static string Prompt(int index, int vocabulary)
    {
        var random = SeededRandom.Derive(3, "prompt", index);
        return string.Concat(Enumerable.Range(0, PromptLength).Select(_ => (char)('A' + random.Next(vocabulary))));
    }

    private sealed class Parity : IReward<Problem>
    {
        public ValueTask<Verdict> JudgeAsync(Problem problem, Rollout rollout, CancellationToken cancellationToken) =>
            new(Verdict.Of(rollout.Text[^1] % 2 == 0));
    }
}
