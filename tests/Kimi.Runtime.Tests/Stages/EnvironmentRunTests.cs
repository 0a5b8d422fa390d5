using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Kimi.Dsl;
using Kimi.Runtime.Tests.Execution;
using Kimi.Tests;
using Microsoft.Extensions.DependencyInjection;

namespace Kimi.Runtime.Tests.Stages;

/// <summary>Runs in which the policy acts in an environment.</summary>
public sealed class EnvironmentRunTests
{
    [Fact]
    public async Task Reinforcement_and_evaluation_act_in_an_environment_and_only_the_policy_s_tokens_count()
    {
        using var host = new TestHost();
        var (tiny, tuned, report) = Recipe(partial: false);

        var evaluation = await host.RunAsync(Graph(tiny, tuned, report), report);

        var metrics = host.Log.Steps.Where(step => step.Stage == "Tuned").ToList();
        Assert.Equal(4, metrics.Count);
        Assert.All(metrics, step => Assert.InRange(step.Values["meanTokens"], 1, 8));
        Assert.InRange(evaluation.Policies[0].MeanTokens, 1, 8);
        var lines = Directory.EnumerateFiles(Path.Combine(host.RunsFolder, "acting", "latest", "Tuned", "log", "rollouts"))
            .SelectMany(File.ReadLines).Select(line => JsonNode.Parse(line)!).ToList();
        Assert.Contains(lines, line => line["turns"]?.AsArray().Count >= 3);
        var replies = lines.SelectMany(line => line["turns"]?.AsArray() ?? []).Where(turn => (string)turn!["by"]! == "environment");
        Assert.All(replies, turn => Assert.Equal("1", (string)turn!["text"]!));
    }

    [Fact]
    public async Task A_run_that_is_stopped_and_resumed_with_partial_rollouts_ends_with_the_bytes_of_a_whole_one()
    {
        using var whole = new TestHost();
        var (tiny, tuned, report) = Recipe(partial: true);
        var expected = await whole.RunAsync(Graph(tiny, tuned, report));
        using var stopped = new TestHost();
        for (var stop = 1; stop <= 3; stop++)
        {
            using var cancel = new CancellationTokenSource();
            stopped.Log.OnStep = step =>
            {
                if (step.Stage == "Tuned" && step.Step == stop)
                    cancel.Cancel();
            };
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => stopped.RunAsync(Graph(tiny, tuned, report), cancellationToken: cancel.Token));
        }

        stopped.Log.OnStep = null;
        var resumed = await stopped.RunAsync(Graph(tiny, tuned, report));

        foreach (var (before, after) in expected.Zip(resumed))
        {
            foreach (var file in new[] { "output/model.safetensors", "metrics.jsonl" }.Select(name => Path.Combine(before.Folder, name)).Where(File.Exists))
                Assert.Equal(File.ReadAllBytes(file), File.ReadAllBytes(Path.Combine(after.Folder, Path.GetRelativePath(before.Folder, file))));
        }
    }

    [Fact]
    public async Task An_environment_that_keeps_failing_stops_the_run_with_a_line_that_names_it_and_a_problem()
    {
        using var host = new TestHost();
        var (tiny, tuned, report) = Recipe(partial: false, new EnvironmentAttribute<OnFire> { MaxTurns = 1, MaxReplyTokens = 1 });

        var error = await Assert.ThrowsAsync<KimiException>(() => host.RunAsync(Graph(tiny, tuned, report)));

        Assert.Matches(
            @"^stage Tuned: the environment failed on (\d+) of \1 responses \(its environment on problem \S+: the shop burns\), "
            + @"above MaxFaultRate 0\.05: fix that, then run again$",
            error.Message);
        Assert.DoesNotContain(host.Log.Steps, step => step.Stage == "Tuned");
    }

    [Fact]
    public async Task Curation_attempts_problems_in_the_environment_and_guesses_without_it()
    {
        ConcurrentBag<Rollout> judged = [];
        using var host = new TestHost(services => services.AddSingleton(judged));
        var tiny = new TinyRecipe();
        var curated = new Stage<CuratePromptsAttribute, Policy, PromptSet, IReadOnlyList<PromptSet>, PromptSet>(
            "Curated", new() { MaxResponseTokens = 8, GuessTemplate = "{prompt}", GuessPrefix = "==", MaxGuessTokens = 4 },
            tiny.Sft, tiny.Problems, StageInput.List<PromptSet>())
        {
            Rewards = [new RewardAttribute<Judged>()],
            Environment = new EnvironmentAttribute<Echo> { MaxTurns = 3, MaxReplyTokens = 1 },
        };

        await host.RunAsync(new("curating", typeof(TinyRecipe), 1, tiny.Problems, tiny.Traces, tiny.Initial, tiny.Sft, curated), curated);

        var (guesses, attempts) = (judged.Where(IsGuess).ToList(), judged.Where(rollout => !IsGuess(rollout)).ToList());
        Assert.Equal((20 * 8, 20 * 10), (guesses.Count, attempts.Count));
        Assert.All(guesses, guess => Assert.IsType<PolicyTurn>(Assert.Single(guess.Turns)));
        Assert.Contains(attempts, attempt => attempt.Turns.OfType<EnvironmentTurn>().Any());

        static bool IsGuess(Rollout rollout) => rollout.Text.StartsWith("==", StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Episodes_become_demonstrations_and_preferences_with_their_turns_and_are_trained_on(bool pairs)
    {
        using var host = new TestHost();
        var tiny = new TinyRecipe();
        EnvironmentAttribute<EchoOnce> echo = new() { MaxTurns = 2, MaxReplyTokens = 1 };
        RewardAttribute[] rewards = [new RewardAttribute<ShortIsRight>()];
        var shortest = new Stage<SampleShortestAttribute, Policy, PromptSet, Demonstrations>(
            "Shortest", new() { MaxResponseTokens = 8 }, tiny.Sft, tiny.Problems)
        { Rewards = rewards, Environment = echo };
        var preferred = new Stage<SamplePreferencesAttribute, Policy, PromptSet, Preferences>(
            "Preferred", new() { MaxResponseTokens = 8, Prefer = Preferred.Correct }, tiny.Sft, tiny.Problems)
        { Rewards = rewards, Environment = echo };
        Stage sampled = pairs ? preferred : shortest;
        Stage tuned = pairs
            ? new Stage<OptimizePreferencesAttribute, Policy, Preferences, Policy>("Tuned", new() { Steps = 2, BatchSize = 2 }, tiny.Sft, preferred)
            : new Stage<FineTuneAttribute, Policy, Demonstrations, Policy>("Tuned", new() { Steps = 2, BatchSize = 2 }, tiny.Sft, shortest);

        var results = await host.RunAsync(new("episodes", typeof(TinyRecipe), 1, tiny.Problems, tiny.Traces, tiny.Initial, tiny.Sft, sampled, tuned));

        var lines = Directory.EnumerateFiles(results.Single(result => result.Stage == sampled.Name).Folder, "*.jsonl", SearchOption.AllDirectories)
            .Where(file => file.Contains("output", StringComparison.Ordinal)).SelectMany(File.ReadLines).Select(line => JsonNode.Parse(line)!).ToList();
        Assert.Contains(lines, line => (line[pairs ? "chosenTurns" : "turns"]?.AsArray() ?? []).Any(turn => (string)turn!["by"]! == "environment"));
        Assert.Equal(2, host.Log.Steps.Count(step => step.Stage == "Tuned"));
    }

    private static (TinyRecipe Tiny, Stage<ReinforceAttribute, Policy, PromptSet, Policy> Tuned,
        Stage<EvaluateAttribute, IReadOnlyList<Policy>, PromptSet, Evaluation> Report) Recipe(bool partial, EnvironmentAttribute? environment = null)
    {
        var tiny = new TinyRecipe();
        var tuned = new Stage<ReinforceAttribute, Policy, PromptSet, Policy>(
            "Tuned",
            new()
            {
                Iterations = 4,
                PromptsPerIteration = 4,
                SamplesPerPrompt = 4,
                MaxResponseTokens = 8,
                StepsPerIteration = 2,
                CheckpointEvery = 1,
            },
            tiny.Sft, tiny.Problems)
        {
            Objective = new MirrorDescentAttribute(),
            Rewards = [new RewardAttribute<ShortIsRight>()],
            Environment = environment ?? new EnvironmentAttribute<Echo> { MaxTurns = 3, MaxReplyTokens = 1 },
            RolloutRules = partial ? [new PartialRolloutsAttribute { TokenBudget = 3 }] : [],
        };
        var report = new Stage<EvaluateAttribute, IReadOnlyList<Policy>, PromptSet, Evaluation>(
            "Acting", new() { MaxResponseTokens = 8 }, StageInput.List<Policy>(tuned), tiny.Problems)
        {
            Rewards = [new RewardAttribute<ShortIsRight>()],
            Environment = new EnvironmentAttribute<Echo> { MaxTurns = 2, MaxReplyTokens = 1 },
        };
        return (tiny, tuned, report);
    }

    private static RecipeGraph Graph(TinyRecipe tiny, Stage tuned, Stage report) =>
        new("acting", typeof(TinyRecipe), 1, tiny.Problems, tiny.Traces, tiny.Initial, tiny.Sft, tuned, report);

    /// <summary>Says 1 to every turn.</summary>
    [ImplementationVersion(1)]
    private sealed class Echo : IEnvironment<MathProblem>
    {
        public ValueTask<IEpisode> StartAsync(MathProblem problem, EpisodeContext context, CancellationToken cancellationToken) => new(new Episode());

        private sealed class Episode : IEpisode
        {
            public ValueTask<EnvironmentReply> ReplyAsync(PolicyTurn turn, CancellationToken cancellationToken) => new(new EnvironmentReply.Continue("1"));

            public ValueTask DisposeAsync() => default;
        }
    }

    [ImplementationVersion(1)]
    private sealed class OnFire : IEnvironment<MathProblem>
    {
        public ValueTask<IEpisode> StartAsync(MathProblem problem, EpisodeContext context, CancellationToken cancellationToken) =>
            throw new InvalidOperationException("the shop burns");
    }

    /// <summary>Says 1 to the first turn, and ends with the second.</summary>
    [ImplementationVersion(1)]
    private sealed class EchoOnce : IEnvironment<MathProblem>
    {
        public ValueTask<IEpisode> StartAsync(MathProblem problem, EpisodeContext context, CancellationToken cancellationToken) => new(new Episode());

        private sealed class Episode : IEpisode
        {
            private bool _spoke;

            public ValueTask<EnvironmentReply> ReplyAsync(PolicyTurn turn, CancellationToken cancellationToken)
            {
                EnvironmentReply reply = _spoke ? new EnvironmentReply.Finished() : new EnvironmentReply.Continue("1");
                _spoke = true;
                return new(reply);
            }

            public ValueTask DisposeAsync() => default;
        }
    }

    /// <summary>Finds everything wrong, and keeps it.</summary>
    [ImplementationVersion(1)]
    private sealed class Judged(ConcurrentBag<Rollout> judged) : IReward<MathProblem>
    {
        public ValueTask<Verdict> JudgeAsync(MathProblem problem, Rollout rollout, CancellationToken cancellationToken)
        {
            judged.Add(rollout);
            return new(Verdict.Of(correct: false));
        }
    }

    [ImplementationVersion(1)]
    private sealed class ShortIsRight : IReward<MathProblem>
    {
        public ValueTask<Verdict> JudgeAsync(MathProblem problem, Rollout rollout, CancellationToken cancellationToken) =>
            new(Verdict.Of(rollout.Length % 2 == 0));
    }
}
