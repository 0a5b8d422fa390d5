using Kimi.Cluster.Launching;
using Kimi.Cluster.Workers;
using Kimi.Dsl;
using Kimi.Tests;

namespace Kimi.Recipes.Tests.Workers;

/// <summary>Rewards in processes of their own: the verdicts of one process, whoever is killed, and so many at a time.</summary>
public sealed class RewardProcessTests
{
    private static readonly SlowRewardAttribute s_reward = new() { Milliseconds = 1 };
    private static readonly MathProblem s_problem = new() { Id = "p", Prompt = "1+1=", Answer = "2" };
    private static readonly Rollout s_rollout = new() { ProblemId = "p", PromptTokens = [1], Turns = [], Text = "1", StopReason = StopReason.EndOfText };

    [SkippableFact]
    public async Task Verdicts_of_reward_processes_that_are_killed_are_asked_for_again_and_the_bytes_are_those_of_one_process()
    {
        Skip.IfNot(OperatingSystem.IsLinux(), "workers are found in /proc");
        string[] arguments = ["run", "judged", "--threads", "1", "--set", "Kimi:ConcurrentVerdicts=4"];
        using var whole = new RecipeProcess(typeof(JudgedRecipe));
        using var several = new RecipeProcess(typeof(JudgedRecipe));
        var (kills, launcher) = (0, 0);

        var (code, said) = await whole.RunAsync(arguments);
        var (exitCode, output) = await several.RunAsync([.. arguments, "--reward-workers", "2"], process =>
        {
            launcher = process.Id;
            // The one that judged the first iteration, then one that judged a group: other processes judge those that follow.
            foreach (var (judgedBy, most) in (ReadOnlySpan<(string, int)>)[(RankInIteration.JudgedBy, 1), (ShareOfGroup.JudgedBy, 1), (SlowReward.JudgedBy, 6)])
                kills += LinuxProcesses.KillWorking(process, several.Folder, judgedBy, most);
        });

        Assert.True(code == 0, said);
        Assert.True(exitCode == 0, output);
        new StoredRun(several.Runs).AssertIs(new(whole.Runs));
        Assert.InRange(kills, 4, 8);
        var log = await File.ReadAllTextAsync(Path.Combine(several.Runs, "kimi.log"));
        Assert.Matches("reward process [12] did not judge a response to problem .* ended with code 137.*: it is judged again", log);
        Assert.Empty(LinuxProcesses.WorkersIn(several.Folder));
        Assert.All((string[])[SlowReward.JudgedBy, ShareOfGroup.JudgedBy, RankInIteration.JudgedBy], judgedBy =>
        {
            Assert.Single(ProcessMark.In(whole.Folder, judgedBy));
            Assert.InRange(ProcessMark.In(several.Folder, judgedBy).Length, 2, int.MaxValue);
            Assert.DoesNotContain(ProcessMark.In(several.Folder, judgedBy), judge => judge == launcher);
        });
    }

    [SkippableFact]
    public async Task A_process_has_so_many_responses_at_a_time_and_the_others_wait_for_their_turn()
    {
        Skip.IfNot(OperatingSystem.IsLinux(), "the process is a shell");
        var processes = new ShellProcesses();
        await using var rewards = processes.Rewards(concurrentVerdicts: 2);
        var verdicts = Enumerable.Range(0, 5).Select(_ => rewards.JudgeAsync(s_reward, [(s_problem, s_rollout)], CancellationToken.None)).ToList();
        var worker = await processes.JoinAsync(start: 1);
        var given = new Queue<WorkerOrder>();
        var next = worker.NextAsync(CancellationToken.None);

        for (var judged = 0; judged < verdicts.Count; judged++)
        {
            while (given.Count < Math.Min(2, verdicts.Count - judged))
            {
                given.Enqueue((await next)!);
                next = worker.NextAsync(CancellationToken.None);
            }

            Assert.False(next.IsCompleted);
            var order = Assert.IsType<WorkerOrder.Judge>(given.Dequeue());
            Assert.True(worker.Take(order.Number, [new WorkerReport.Judged([new Verdict.Scored(0.5)])]));
        }

        Assert.All(await Task.WhenAll(verdicts), verdict => Assert.Equal([new Verdict.Scored(0.5)], verdict));
    }

    [SkippableFact]
    public async Task A_process_that_gives_no_sign_of_life_is_ended_and_another_one_judges()
    {
        Skip.IfNot(OperatingSystem.IsLinux(), "the process is a shell");
        var time = new SetTime();
        var processes = new ShellProcesses(time);
        await using var rewards = processes.Rewards(concurrentVerdicts: 1);
        var verdict = rewards.JudgeAsync(s_reward, [(s_problem, s_rollout)], CancellationToken.None);
        var silent = await processes.JoinAsync(start: 1);
        var lost = Assert.IsType<WorkerOrder.Judge>(await silent.NextAsync(CancellationToken.None));

        time.Pass(TimeSpan.FromMinutes(2));

        var next = await processes.JoinAsync(start: 2);
        var order = (await next.NextAsync(CancellationToken.None))!;
        Assert.True(next.Take(order.Number, [new WorkerReport.Judged([new Verdict.Scored(0.5)])]));
        Assert.Equal([new Verdict.Scored(0.5)], await verdict);
        var ended = await Assert.ThrowsAsync<WorkerEndedException>(() => silent.JudgeAsync(lost.Order, CancellationToken.None));
        Assert.Matches("^it gave no sign of life for 2 minutes: its process [0-9]+ ended with code 137$", ended.Message);
    }

    [SkippableFact]
    public async Task A_response_that_ends_every_process_becomes_a_fault_and_not_a_zero()
    {
        Skip.IfNot(OperatingSystem.IsLinux(), "the process is a shell");
        var processes = new ShellProcesses();
        await using var rewards = processes.Rewards(concurrentVerdicts: 1);
        var verdict = rewards.JudgeAsync(s_reward, [(s_problem, s_rollout), (s_problem, s_rollout)], CancellationToken.None);
        for (var start = 1; start <= 10; start++)
        {
            var worker = await processes.JoinAsync(start);
            Assert.NotNull(await worker.NextAsync(CancellationToken.None));
            processes.Kill();
        }

        var verdicts = await verdict;
        Assert.Equal(2, verdicts.Count);
        var fault = Assert.IsType<Verdict.Fault>(verdicts[1]);
        Assert.Matches("^10 processes ended while they judged it, the last one thus: its process [0-9]+ ended with code 137$", fault.Message);
    }
}
