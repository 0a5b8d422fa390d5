using System.Diagnostics;
using Kimi.Dsl;
using Kimi.Runtime.Objectives;
using Kimi.Runtime.Rewards;
using Kimi.Runtime.Rollouts;
using Kimi.Runtime.Settings;
using Kimi.Runtime.Stages;
using Kimi.Torch.Models;
using Kimi.Torch.Optimization;
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
    private readonly LoadedPolicy _policy;
    private readonly FlatAdam _optimizer;
    private readonly PolicyTrainer _trainer;
    private readonly RolloutPhase _rollouts;
    private readonly GroupJudge _judge;
    private readonly MirrorDescent _objective = new(new());
    private readonly PromptSet _problems;
    private int _iteration;

    internal ReinforcementLoop(Transformer transformer, ReinforceAttribute options, KimiOptions settings, params IReadOnlyList<IRolloutRule> rules)
    {
        _options = options;
        var vocabulary = transformer.Config.VocabSize;
        _policy = new(transformer, new EndlessTokenizer(vocabulary));
        _optimizer = new FlatAdam(_policy.Model.Parameters);
        _trainer = new(_policy, _optimizer, _objective, options);
        _problems = new([.. Enumerable.Range(0, 256).Select(index => new MathProblem { Id = $"{index}", Prompt = Prompt(index, vocabulary), Answer = "" })]);
        _rollouts = new(new RolloutEngine(Options.Create(settings)), rules, _problems);
        _judge = new([new Parity()], [new RewardAttribute<Parity>()], Options.Create(settings), TimeProvider.System);
    }

    internal static int PromptTokens => PromptLength;

    internal IterationTimes Run()
    {
        var watch = Stopwatch.StartNew();
        var problems = Enumerable.Range(0, _options.PromptsPerIteration)
            .Select(index => _problems[((_iteration * _options.PromptsPerIteration) + index) % _problems.Count])
            .ToList();
        var generated = _rollouts.Generate(_policy, problems, _options, _iteration, (ulong)_iteration);
        var rollout = watch.Elapsed.TotalSeconds;
        var judgement = _judge.JudgeAsync(generated.Finished, maxFaultRate: 0, CancellationToken.None).GetAwaiter().GetResult();
        var judge = watch.Elapsed.TotalSeconds - rollout;

        _optimizer.Reset();
        var samples = judgement.Groups.SelectMany(group => ScoredGroup.Of(group, [], _objective, new(_iteration, int.MaxValue)))
            .Where(scored => scored.Advantage is not null)
            .Select(scored => new TrainingSample(scored.Judged.Rollout, scored.Advantage!.Value, ExcludedTokens: 0))
            .ToList();
        foreach (var share in samples.Chunk(Math.Max(1, (samples.Count + Steps - 1) / Steps)))
            _trainer.Step(share, _iteration, learningRate: 1e-5);
        _iteration++;
        return new(rollout, judge, watch.Elapsed.TotalSeconds - rollout - judge, generated.Tokens, samples.Sum(sample => (long)sample.Length));
    }

    public void Dispose() => _optimizer.Dispose();

    private static string Prompt(int index, int vocabulary)
    {
        var random = SeededRandom.Derive(3, "prompt", index);
        return string.Concat(Enumerable.Range(0, PromptLength).Select(_ => (char)('A' + random.Next(vocabulary))));
    }

    private sealed class Parity : IReward
    {
        public ValueTask<Verdict> JudgeAsync(Problem problem, string response, CancellationToken cancellationToken) => new(Verdict.Of(response[^1] % 2 == 0));
    }
}
