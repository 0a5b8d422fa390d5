using System.Runtime.CompilerServices;
using Kimi.Dsl;
using Kimi.Runtime.Rollouts;
using Kimi.Runtime.Settings;
using Kimi.Runtime.Tests.Execution;
using Kimi.Tests;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Kimi.Runtime.Tests.Rollouts;

/// <summary>What executors do to a whole run: nothing.</summary>
public sealed class ExecutorRunTests
{
    public enum Trouble
    {
        None,
        Failing,
        Twice,
        Late,
        Elsewhere,
    }

    [Theory]
    [InlineData(Trouble.Failing)]
    [InlineData(Trouble.Twice)]
    [InlineData(Trouble.Late)]
    [InlineData(Trouble.Elsewhere)]
    public async Task A_run_over_troubled_executors_ends_with_the_bytes_of_a_quiet_one(Trouble trouble) =>
        Assert.Equal(await RunAsync(Trouble.None), await RunAsync(trouble));

    // Every file of the reinforcement learning's and the report's folders but what measures time, and its bytes.
    private static async Task<IReadOnlyDictionary<string, string>> RunAsync(Trouble trouble)
    {
        var tiny = new TinyRecipe(reinforce: new()
        {
            Iterations = 6,
            PromptsPerIteration = 4,
            SamplesPerPrompt = 4,
            MaxResponseTokens = 5,
            StepsPerIteration = 2,
            MicroBatchTokens = 64,
            Parts = 3,
        });
        using var host = new TestHost(services =>
        {
            services.Configure<Settings.KimiOptions>(options => options.Threads = 1);
            for (var number = 0; number < 3; number++)
                Add(services, trouble, number);
        });
        var results = await host.RunAsync(tiny.Graph);
        return results.Where(result => result.Stage is "LongCot" or "Report")
            .SelectMany(result => Directory.EnumerateFiles(result.Folder, "*", SearchOption.AllDirectories)
                .Where(file => Path.GetFileName(file) is not ("measurements.jsonl" or "stage.json" or "lock"))
                .Select(file => (Name: $"{result.Stage}/{Path.GetRelativePath(result.Folder, file)}", Bytes: Convert.ToHexString(File.ReadAllBytes(file)))))
            .ToDictionary(entry => entry.Name, entry => entry.Bytes);
    }

    private static void Add(IServiceCollection services, Trouble trouble, int number) => services.AddSingleton<IRolloutExecutor>(provider =>
    {
        var local = new LocalExecutor(
            $"worker {number}", provider.GetRequiredService<RolloutEngine>(), provider.GetRequiredService<IPolicySource>(),
            provider.GetRequiredService<StopRules>(), Options.Create(new KimiOptions { Threads = 1 }), TimeProvider.System);
        return trouble == Trouble.None ? local : new Troubled(local, trouble, number);
    });

    private sealed class Troubled(LocalExecutor executor, Trouble trouble, int number) : IRolloutExecutor
    {
        private readonly SeededRandom _random = new((ulong)number);

        public string Name => executor.Name;

        public ExecutorCapabilities Capabilities => executor.Capabilities with { SharesWeights = trouble != Trouble.Elsewhere };

        public async IAsyncEnumerable<RolloutEvent> ExecuteAsync(RolloutOrder order, [EnumeratorCancellation] CancellationToken cancellationToken)
        {
            // As data only, as it would reach another process.
            var read = System.Text.Json.JsonSerializer.Deserialize<RolloutOrder>(
                System.Text.Json.JsonSerializer.Serialize(order, RecordJson.Options), RecordJson.Options)!;
            var kept = new List<RolloutEvent>();
            await foreach (var told in executor.ExecuteAsync(read, cancellationToken))
            {
                if (trouble == Trouble.Failing && _random.Next(40) == 0)
                    throw new IOException("the line is cut");
                if (trouble == Trouble.Late)
                    kept.Add(told);
                else
                    yield return told;
                if (trouble == Trouble.Twice && told is RolloutEvent.Answer)
                    yield return told;
            }

            // All answers at once, the last first.
            for (var i = kept.Count - 1; i >= 0; i--)
                yield return kept[i];
        }
    }
}
