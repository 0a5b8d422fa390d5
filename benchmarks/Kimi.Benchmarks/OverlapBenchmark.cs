using System.Diagnostics;
using System.Globalization;
using Kimi.Dsl;
using Kimi.Runtime;
using Kimi.Runtime.Rewards;
using Kimi.Runtime.Rollouts;
using Kimi.Runtime.Settings;
using Kimi.Runtime.Stages;
using Kimi.Torch.Models;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Spectre.Console;

namespace Kimi.Benchmarks;

/// <summary>
/// Generating and judging together against each alone: sampling with a reward that waits, as for a sandbox or a service, so long that judging alone takes at
/// least two seconds, like generating. Together they should take hardly longer than the longer of them.
/// </summary>
internal static class OverlapBenchmark
{
    private const int Prompts = 96;
    private const int Samples = 8;

    internal static void Run(int rounds)
    {
        var settings = new KimiOptions { RolloutSlots = 128, ConcurrentVerdicts = 16 };
        using var services = new ServiceCollection()
            .AddSingleton<IConfiguration>(new ConfigurationBuilder().Build())
            .AddKimi()
            .AddSingleton(Options.Create(settings))
            .BuildServiceProvider();
        using var transformer = Transformer.Initialize(BenchmarkModel.Config(), seed: 1);
        using var policy = services.GetRequiredService<PolicySource>().Hold(new(transformer, new EndlessTokenizer(transformer.Config.VocabSize)));
        var sampler = services.GetRequiredService<RolloutSampler>();
        var table = new Table().Title($"{Prompts * Samples} responses");
        foreach (var column in new[] { "generate: s", "judge: s", "together: s", "of the longer" })
            table.AddColumn(new TableColumn(column).RightAligned());
        for (var round = 0; round <= rounds; round++)
        {
            var batch = Batch((ulong)round);
            IReadOnlyList<Problem> problems = [.. batch.Prompts.Select(prompt => new MathProblem { Id = prompt.Id, Prompt = "", Answer = "" })];
            IReadOnlyList<Rollout> rollouts = [];
            var generate = Seconds(() => rollouts = sampler.SampleAsync(policy, batch).GetAwaiter().GetResult());
            var groups = problems.Zip(rollouts.Chunk(Samples), (problem, group) => (problem, (IReadOnlyList<Rollout>)group)).ToList();
            var judge = Seconds(() => Judge(settings).JudgeAsync(groups, 0, default).GetAwaiter().GetResult());
            var together = Seconds(() => new JudgedSampling(sampler, new(services.GetRequiredService<RolloutDispatcher>(), episodes: null), Judge(settings))
                .SampleAsync(policy, problems, batch, (_, rollout) => rollout, 0, default).GetAwaiter().GetResult());

            // The first round warms up.
            if (round > 0)
                table.AddRow([.. new[] { generate, judge, together, together / Math.Max(generate, judge) }.Select(Text)]);
        }

        AnsiConsole.Write(table);
    }

    private static SamplingBatch Batch(ulong seed) => new()
    {
        Stage = "overlap",
        Prompts = [.. Enumerable.Range(0, Prompts).Select(index => new RolloutPrompt($"{index}", [.. Enumerable.Repeat(index % 17, 20)]))],
        SamplesPerPrompt = Samples,
        Seed = seed,
        Sampling = new() { MaxResponseTokens = 112, Temperature = 1, StopRules = [new DrawnLengthAttribute().ToReference()] },
    };

    private static GroupJudge Judge(KimiOptions settings) =>
        new([new Waiting()], [new RewardAttribute<Waiting>()], Options.Create(settings), TimeProvider.System);

    private static double Seconds(Action action)
    {
        var watch = Stopwatch.StartNew();
        action();
        return watch.Elapsed.TotalSeconds;
    }

    private static string Text(double value) => value.ToString("f2", CultureInfo.InvariantCulture);

    private sealed class Waiting : IReward<Problem>
    {
        public async ValueTask<Verdict> JudgeAsync(Problem problem, Rollout rollout, CancellationToken cancellationToken)
        {
            await Task.Delay(50, cancellationToken).ConfigureAwait(false);
            return Verdict.Of(rollout.Length % 2 == 0);
        }
    }
}
