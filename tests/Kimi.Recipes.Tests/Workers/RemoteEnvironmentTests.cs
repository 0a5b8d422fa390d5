using System.Text.Json;
using Kimi.Cluster.Launching;
using Kimi.Cluster.Workers;
using Kimi.Dsl;
using Kimi.Runtime.Rollouts;
using Kimi.Tests;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace Kimi.Recipes.Tests.Workers;

/// <summary>Environments in reward processes: the bytes of one process, whoever is killed, and no turn behind a verdict.</summary>
public sealed class RemoteEnvironmentTests
{
    private static readonly GameAttribute s_game = new() { Milliseconds = 1, MaxTurns = 3 };
    private static readonly MathProblem s_problem = new() { Id = "p", Prompt = "1+1=", Answer = "2" };
    private static readonly EpisodeContext s_context = new("0/0/0", Seed: ulong.MaxValue, MaxTurns: 3, MaxReplyTokens: 4);
    private static readonly PolicyTurn s_turn = new([new(3, [1, 2], [-0.25f, -1f / 3])]) { Text = "12", StopText = ";" };
    private static readonly Message s_said = new(MessageRole.Tool, [new PromptPart.Text("7")]);

    [SkippableFact]
    public async Task Episodes_of_reward_processes_that_are_killed_are_begun_again_and_the_bytes_are_those_of_one_process()
    {
        Skip.IfNot(OperatingSystem.IsLinux(), "workers are found in /proc");
        string[] arguments = ["run", "played", "--threads", "1", "--set", "Kimi:ConcurrentVerdicts=4"];
        using var whole = new RecipeProcess(typeof(PlayedRecipe));
        using var several = new RecipeProcess(typeof(PlayedRecipe));
        var (kills, launcher) = (0, 0);

        var (code, said) = await whole.RunAsync(arguments);
        var (exitCode, output) = await several.RunAsync([.. arguments, "--reward-workers", "2"], process =>
        {
            launcher = process.Id;
            kills = LinuxProcesses.KillWorking(process, several.Folder, Game.PlayedBy, most: 8);
        });

        Assert.True(code == 0, said);
        Assert.True(exitCode == 0, output);
        new StoredRun(several.Runs).AssertIs(new(whole.Runs));
        Assert.InRange(kills, 3, 8);
        var log = await File.ReadAllTextAsync(Path.Combine(several.Runs, "kimi.log"));
        Assert.Matches("the episode of .* is lost \\(its process [0-9]+ ended with code 137.*\\): it is begun again, and its turns are played to it", log);
        Assert.Empty(LinuxProcesses.WorkersIn(several.Folder));
        Assert.All((string[])[Game.PlayedBy, Dice.RolledBy], playedBy =>
        {
            Assert.Single(ProcessMark.In(whole.Folder, playedBy));
            Assert.InRange(ProcessMark.In(several.Folder, playedBy).Length, 2, int.MaxValue);
            Assert.DoesNotContain(ProcessMark.In(several.Folder, playedBy), player => player == launcher);
        });
    }

    [SkippableFact]
    public async Task A_turn_does_not_wait_behind_verdicts_and_an_episode_that_is_over_is_ended_in_its_process()
    {
        Skip.IfNot(OperatingSystem.IsLinux(), "the process is a shell");
        var shell = new ShellProcesses();
        await using var processes = shell.Rewards(concurrentVerdicts: 1);
        var rollout = new Rollout { ProblemId = "p", PromptTokens = [1], Turns = [], Text = "1", StopReason = StopReason.EndOfText };
        var verdicts = Enumerable.Range(0, 2).Select(_ => processes.JudgeAsync(new RewardAttribute<EvenLength>(), [(s_problem, rollout)], default)).ToList();
        var beginning = processes.EnvironmentOf(s_game, new Game(s_game)).StartAsync(s_problem, s_context, default).AsTask();
        var worker = await shell.JoinAsync(start: 1);
        WorkerOrder?[] first = [await worker.NextAsync(default), await worker.NextAsync(default)];
        Assert.Single(first.OfType<WorkerOrder.Judge>());
        var open = Assert.Single(first.OfType<WorkerOrder.OpenEpisode>());
        Assert.Equal((s_context, s_problem), (open.Order.Context, JsonSerializer.Deserialize<Problem>(open.Order.Problem, RecordJson.Options)));
        worker.Take(open.Number, [new WorkerReport.Opened([s_said])]);
        var episode = await beginning;
        Assert.Equal([s_said], episode.Opening);

        foreach (var said in (Message?[])[s_said, null])
        {
            var replying = episode.ReplyAsync(s_turn, default).AsTask();
            var step = await OrderAsync<WorkerOrder.StepEpisode>(worker);
            Assert.Equal((open.Episode, s_turn), (step.Episode, step.Turn));
            worker.Take(step.Number, [new WorkerReport.Replied(said)]);
            Assert.Equal(said is null ? new EnvironmentReply.Finished() : new EnvironmentReply.Continue(said), await replying);
        }

        await episode.DisposeAsync();
        Assert.Equal(open.Episode, (await OrderAsync<WorkerOrder.EndEpisode>(worker)).Episode);
        Assert.All(verdicts, verdict => Assert.False(verdict.IsCompleted));
    }

    [SkippableFact]
    public async Task What_went_wrong_with_an_episode_comes_back_as_it_is_and_its_process_s_end_says_that_it_is_lost()
    {
        Skip.IfNot(OperatingSystem.IsLinux(), "the process is a shell");
        var shell = new ShellProcesses();
        await using var processes = shell.Rewards(concurrentVerdicts: 1);
        var environment = processes.EnvironmentOf(s_game, new Game(s_game));
        var beginning = environment.StartAsync(s_problem, s_context, default).AsTask();
        var worker = await shell.JoinAsync(start: 1);
        worker.Take((await OrderAsync<WorkerOrder.OpenEpisode>(worker)).Number, [new WorkerReport.Opened([])]);
        var episode = await beginning;

        var late = episode.ReplyAsync(s_turn, default).AsTask();
        var trouble = new Verdict.TimedOut(TimeSpan.FromSeconds(30));
        worker.Take((await OrderAsync<WorkerOrder.StepEpisode>(worker)).Number, [new WorkerReport.Broken(trouble)]);
        Assert.Equal(trouble, (await Assert.ThrowsAsync<EpisodeBrokenException>(() => late)).Trouble);

        var lost = episode.ReplyAsync(s_turn, default).AsTask();
        shell.Kill();
        Assert.Matches("^its process [0-9]+ ended with code 137$", (await Assert.ThrowsAsync<EpisodeLostException>(() => lost)).Message);
        await Assert.ThrowsAsync<EpisodeLostException>(() => episode.ReplyAsync(s_turn, default).AsTask());
    }

    [SkippableFact]
    public async Task An_episode_that_ends_every_process_is_a_fault()
    {
        Skip.IfNot(OperatingSystem.IsLinux(), "the process is a shell");
        var shell = new ShellProcesses();
        await using var processes = shell.Rewards(concurrentVerdicts: 1);
        var episodes = new Episodes(
            processes.EnvironmentOf(s_game, new Game(s_game)), s_game, new SemaphoreSlim(1), TimeProvider.System, NullLogger<Episodes>.Instance);
        var opening = episodes.OpenAsync(new("r", "p", Seed: 1), s_problem, tokenizer: null!, default);
        for (var start = 1; start <= 10; start++)
        {
            await OrderAsync<WorkerOrder.OpenEpisode>(await shell.JoinAsync(start));
            shell.Kill();
        }

        var fault = Assert.IsType<Verdict.Fault>(Assert.IsType<EpisodeStep.Broken>(await opening).Trouble);
        Assert.Matches("^10 processes ended within its episode, the last one thus: its process [0-9]+ ended with code 137$", fault.Message);
    }

    [Fact]
    public async Task Episodes_that_have_ended_leave_nothing_in_their_process_even_those_that_end_before_they_have_begun()
    {
        var held = new Held(count: 3);
        await using var services = new ServiceCollection().AddSingleton(held).BuildServiceProvider();
        var episodes = new WorkerEpisodes(new WorkerComponents(services, []), TimeProvider.System, NullLogger<TimedEnvironment>.Instance);
        var problem = JsonSerializer.Serialize<Problem>(s_problem, RecordJson.Options);
        var order = new EpisodeOrder(new EnvironmentAttribute<Holding>().ToReference(), problem, s_context);
        await Task.WhenAll(episodes.OpenAsync(new(1, Episode: 1, order), default), episodes.OpenAsync(new(2, Episode: 2, order), default));
        Assert.Equal(new WorkerReport.Replied(s_said), await episodes.ReplyAsync(new(3, Episode: 2, s_turn), default));

        held.Begins = new TaskCompletionSource();
        var late = episodes.OpenAsync(new(4, Episode: 3, order), default);
        foreach (var episode in (long[])[1, 2, 3])
            episodes.End(episode);
        held.Begins.SetResult();

        await late;
        await held.AllEnded.WaitAsync(TimeSpan.FromMinutes(1));
        foreach (var episode in (long[])[1, 2, 3])
        {
            var refused = await Assert.ThrowsAsync<InvalidOperationException>(() => episodes.ReplyAsync(new(5, episode, s_turn), default));
            Assert.Equal($"episode {episode} is not played here", refused.Message);
        }
    }

    private static async Task<T> OrderAsync<T>(WorkerConnection worker)
        where T : WorkerOrder => Assert.IsType<T>(await worker.NextAsync(default));

    /// <summary>Hears of episodes.</summary>
    /// <param name="count">How many there will be.</param>
    public sealed class Held(int count)
    {
        private readonly TaskCompletionSource _allEnded = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private int _left = count;

        /// <summary>When an episode may begin; null for at once.</summary>
        public TaskCompletionSource? Begins { get; set; }

        /// <summary>That all have ended.</summary>
        public Task AllEnded => _allEnded.Task;

        internal void End()
        {
            if (Interlocked.Decrement(ref _left) == 0)
                _allEnded.SetResult();
        }
    }

    /// <summary>An environment that tells when its episodes end.</summary>
    /// <param name="held">Hears of it.</param>
    [ImplementationVersion(1)]
    public sealed class Holding(Held held) : IEnvironment
    {
        public async ValueTask<IEpisode> StartAsync(Problem problem, EpisodeContext context, CancellationToken cancellationToken)
        {
            if (held.Begins is { } begins)
                await begins.Task.WaitAsync(cancellationToken);
            return new Episode(held);
        }

        private sealed class Episode(Held held) : IEpisode
        {
            public ValueTask<EnvironmentReply> ReplyAsync(PolicyTurn turn, CancellationToken cancellationToken) => new(new EnvironmentReply.Continue(s_said));

            public ValueTask DisposeAsync()
            {
                held.End();
                return default;
            }
        }
    }
}
