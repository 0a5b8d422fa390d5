using System.Diagnostics;
using System.Runtime.CompilerServices;
using Kimi.Dsl;
using Kimi.Runtime.Tests.Execution;
using Kimi.Sandbox.Local;
using Kimi.Tests;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Kimi.Sandbox.Tests.Judging;

/// <summary>Reinforcement learning on programs that the local sandbox judges, whose workers are killed meanwhile.</summary>
[Collection(nameof(Box))]
public sealed class TrainingTests
{
    [SkippableFact]
    public async Task Workers_killed_at_random_are_told_and_change_neither_a_verdict_nor_the_policy()
    {
        Box.Require(ProgramLanguage.Python);

        var calm = await TrainAsync(everyRuns: null);
        var shaken = await TrainAsync(everyRuns: 8);

        Assert.Empty(calm.Warnings);
        Assert.InRange(shaken.Kills, 5, 100);
        Assert.NotEmpty(shaken.Warnings);
        Assert.All(
            shaken.Warnings,
            line => Assert.Equal("the sandbox failed (the worker ended during a run), which says nothing of the program: it is run again", line));
        Assert.Contains(calm.Rollouts, line => line.Contains("AC, Python 3", StringComparison.Ordinal));
        Assert.Contains(calm.Rollouts, line => line.Contains("WA on test 1, Python 3", StringComparison.Ordinal));
        Assert.Equal(calm.Rollouts, shaken.Rollouts);
        Assert.Equal(calm.Weights, shaken.Weights);
    }

    private static async Task<(int Kills, List<string> Warnings, List<string> Rollouts, byte[] Weights)> TrainAsync(int? everyRuns)
    {
        using var local = Box.New();
        var sandbox = new Printing(local);
        var warnings = new Warnings();
        using var host = new TestHost(services => services.AddSingleton<ISandbox>(sandbox).AddLogging(logging => logging.AddProvider(warnings)));
        var tiny = new TinyRecipe();
        var problems = new Stage<ProblemsAttribute, PromptSet>("Programs", new ProblemsAttribute<Digits> { Count = 8, Split = Split.All });
        var options = new ReinforceAttribute { Iterations = 2, PromptsPerIteration = 8, SamplesPerPrompt = 3, MaxResponseTokens = 2, StepsPerIteration = 2 };
        var tuned = new Stage<ReinforceAttribute, Policy, PromptSet, Policy>("Tuned", options, tiny.Initial, problems)
        {
            Objective = new MirrorDescentAttribute(),
            Rewards = [new TestCaseRewardAttribute()],
        };

        var running = host.RunAsync(new RecipeGraph("killed", typeof(TrainingTests), 1, tiny.Initial, problems, tuned));
        var kills = 0;
        var random = new Random(1);
        while (!running.IsCompleted)
        {
            await Task.Delay(1);
            // So seldom that no run is hit at each of its tries.
            if (everyRuns is { } every && sandbox.Ended >= every * (kills + 1) && Box.Zygotes() is [_, ..] zygotes)
            {
                Kill(zygotes[random.Next(zygotes.Count)]);
                kills++;
            }
        }

        await running;
        var folder = Path.Combine(host.RunsFolder, "killed", "latest", "Tuned");
        var lines = Directory.EnumerateFiles(Path.Combine(folder, "log", "rollouts")).Order().SelectMany(File.ReadLines);
        return (
            kills, warnings.Messages, [.. lines],
            await File.ReadAllBytesAsync(Path.Combine(folder, "output", "model.safetensors")));
    }

    private static void Kill(int process)
    {
        try
        {
            Process.GetProcessById(process).Kill();
        }
        catch (ArgumentException)
        {
            // It has ended.
        }
    }

    /// <summary>Has a response printed by Python, which is a program that a policy of a few weights writes.</summary>
    private sealed class Printing(LocalSandbox sandbox) : ISandbox
    {
        private int _ended;

        public int Ended => Volatile.Read(ref _ended);

        public ValueTask<SandboxCapabilities> CapabilitiesAsync(CancellationToken cancellationToken) => sandbox.CapabilitiesAsync(cancellationToken);

        public async IAsyncEnumerable<RunOutcome> RunAsync(SandboxJob job, [EnumeratorCancellation] CancellationToken cancellationToken)
        {
            await foreach (var outcome in sandbox.RunAsync(job with { Source = $"import time\ntime.sleep(0.02)\nprint({job.Source})" }, cancellationToken))
            {
                Interlocked.Increment(ref _ended);
                yield return outcome;
            }
        }
    }

    /// <summary>Programs that print a number of one digit, any of three.</summary>
    [ImplementationVersion(1)]
    internal sealed class Digits : IProblemSource<CodeProblem>
    {
        public IEnumerable<CodeProblem> Problems(Random random) => Enumerable.Range(0, 8).Select(digit => new CodeProblem
        {
            Id = $"{digit}",
            Prompt = $"{digit}=",
            Language = ProgramLanguage.Python,
            Comparison = new OutputComparison.Numbers(2.5),
            Tests = new CodeTests.Streams([new("", $"{digit}\n")]),
        });
    }
}
