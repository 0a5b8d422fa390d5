using Kimi.Dsl;
using Kimi.Runtime.Rollouts;
using Kimi.Tests;
using Kimi.Torch.Models;

namespace Kimi.Runtime.Tests.Rollouts;

public sealed class RolloutPhaseTests : IDisposable
{
    private const int Longest = 200;
    private readonly LoadedPolicy _policy = new(TinyModels.Create(TinyModels.Qwen), new CharacterTokenizer("abcdefghijklmnopq"));
    private readonly PromptSet _prompts = new([.. Enumerable.Range(0, 40).Select(index => new MathProblem { Id = $"{index}", Prompt = "a", Answer = "" })]);
    private readonly ScriptedEngine _engine = new();

    public void Dispose() => _policy.Dispose();

    [Fact]
    public void A_group_is_finished_in_the_iteration_in_which_its_longest_response_is()
    {
        var phase = Phase(new() { TokenBudget = 10, MaxAge = 100 });
        var seen = new Dictionary<string, int>();

        for (var iteration = 0; iteration < 40; iteration++)
        {
            foreach (var group in Generate(phase, iteration).Finished)
                seen.Add(group[0].Problem.Id, iteration);
        }

        // Iteration i draws problem i, whose responses' lengths are a function of their seeds.
        for (var drawn = 0; drawn < 20; drawn++)
        {
            var longest = RolloutRequest.For([_prompts[drawn]], 4, Seed(drawn)).Max(request => ScriptedEngine.LengthOf(request.Seed, Longest));
            Assert.Equal(drawn + ((longest - 1) / 10), seen[$"{drawn}"]);
        }
    }

    [Fact]
    public void A_response_that_was_cut_is_the_same_as_a_whole_one()
    {
        var phase = Phase(new() { TokenBudget = 7, MaxAge = 100 });

        var rollouts = Enumerable.Range(0, 40).SelectMany(iteration => Generate(phase, iteration).Finished).SelectMany(group => group).ToList();

        Assert.Contains(rollouts, rollout => rollout.Segments.Count > 3);
        Assert.All(rollouts, rollout => Assert.Equal(Enumerable.Range(0, ScriptedEngine.LengthOf(ulong.Parse(rollout.Text), Longest)), rollout.Tokens));
        Assert.All(rollouts, rollout => Assert.Equal(
            Enumerable.Range(rollout.Segments[0].PolicyVersion, rollout.Segments.Count), rollout.Segments.Select(segment => segment.PolicyVersion)));
    }

    [Fact]
    public void Cut_responses_continue_ahead_of_fresh_prompts()
    {
        var phase = Phase(new() { TokenBudget = 10, MaxAge = 100 });
        for (var iteration = 0; iteration < 20; iteration++)
            Generate(phase, iteration);

        Assert.All(_engine.Calls.Index(), call =>
        {
            var drawnAt = call.Item.Select(request => int.Parse(request.Problem.Id)).ToList();
            Assert.Equal(drawnAt.Order(), drawnAt);
            Assert.Equal(4, drawnAt.Count(iteration => iteration == call.Index));
        });
        Assert.Contains(_engine.Calls, call => call.Any(request => request.Segments.Count > 0));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void A_response_that_is_too_old_is_dropped_and_counted(int maxAge)
    {
        var phase = Phase(new() { TokenBudget = 10, MaxAge = maxAge });
        var (dropped, finished) = (0, new Dictionary<string, int>());
        for (var iteration = 0; iteration < 36; iteration++)
        {
            var generated = Generate(phase, iteration);
            dropped += generated.Dropped;
            foreach (var group in generated.Finished)
                finished.Add(group[0].Problem.Id, group.Count);
        }

        // Iteration i draws problem i; after 36 iterations those drawn before are all past their age or finished.
        var (expected, lost) = (0, 0);
        for (var drawn = 0; drawn < 36 - maxAge - 1; drawn++)
        {
            var inTime = RolloutRequest.For([_prompts[drawn]], 4, Seed(drawn))
                .Count(request => (ScriptedEngine.LengthOf(request.Seed, Longest) - 1) / 10 <= maxAge);
            expected += 4 - inTime;
            lost += inTime < 2 ? 1 : 0;
            Assert.Equal(inTime < 2 ? 0 : inTime, finished.GetValueOrDefault($"{drawn}"));
        }

        Assert.True(expected > 0);
        Assert.Equal(expected, dropped);
        Assert.Equal(lost, phase.Ledger.Dropped[DropReason.TooOld]);
    }

    [Theory]
    [InlineData(PartialRolloutsAttribute.CurrentSegmentOnly, 20)]
    [InlineData(1, 10)]
    [InlineData(PartialRolloutsAttribute.AllSegments, 0)]
    public void Segments_that_are_too_old_do_not_count_in_the_loss(int maxSegmentAge, int excluded)
    {
        var phase = Phase(new() { TokenBudget = 10, MaxSegmentAge = maxSegmentAge });
        var rollout = new Rollout
        {
            Problem = _prompts[0],
            PromptTokens = [1],
            Segments = [new(3, new int[10], new float[10]), new(4, new int[10], new float[10]), new(5, new int[6], new float[6])],
            Text = "",
            StopReason = StopReason.EndOfText,
        };

        Assert.Equal(excluded, phase.ExcludedTokens(rollout, iteration: 5));
    }

    [Fact]
    public void Without_a_schedule_every_response_is_finished_at_once()
    {
        var phase = new RolloutPhase(_engine, [], _prompts);

        for (var iteration = 0; iteration < 10; iteration++)
            Assert.Equal(4, Generate(phase, iteration).Finished.Single().Count);

        Assert.Equal(0, phase.Waiting);
    }

    [Fact]
    public void Two_schedules_are_one_too_many()
    {
        var error = Assert.Throws<KimiException>(() => new RolloutPhase(_engine, [new PartialRollouts(new()), new PartialRollouts(new())], _prompts));

        Assert.Contains("keep one of them", error.Message);
    }

    [Fact]
    public void Waiting_responses_are_the_same_after_a_checkpoint()
    {
        using var folder = new TemporaryFolder();
        var options = new PartialRolloutsAttribute { TokenBudget = 10, MaxAge = 100 };
        var phase = Phase(options);
        for (var iteration = 0; iteration < 8; iteration++)
            Generate(phase, iteration);
        phase.Save(folder.Path);
        var resumed = Phase(options);
        resumed.Load(folder.Path);

        Assert.True(resumed.Waiting > 0);
        for (var iteration = 8; iteration < 16; iteration++)
        {
            var (expected, actual) = (Generate(phase, iteration), Generate(resumed, iteration));
            Assert.Equal(Describe(expected), Describe(actual));
        }

        Assert.Equal(phase.Ledger.Dropped, resumed.Ledger.Dropped);
        Assert.Equal(phase.Ledger.Drawn, resumed.Ledger.Drawn);
    }

    [Fact]
    public void A_ledger_that_does_not_add_up_says_so()
    {
        var ledger = new PromptLedger();
        ledger.Draw(5);
        ledger.Train(2);
        ledger.Drop(DropReason.NoSignal, 1);

        ledger.Check(waiting: 2);
        Assert.Contains("do not add up", Assert.Throws<InvalidOperationException>(() => ledger.Check(waiting: 1)).Message);
    }

    private static string Describe(GeneratedGroups generated) => string.Join('\n', generated.Finished.SelectMany(group => group).Select(rollout =>
        $"{rollout.Problem.Id} {rollout.Text} {rollout.StopReason} {string.Join(',', rollout.Segments.Select(Describe))}"));

    private static string Describe(RolloutSegment segment) => $"{segment.PolicyVersion}:{string.Join(' ', segment.Tokens)}";

    private static ulong Seed(int iteration) => (ulong)(1000 + iteration);

    private RolloutPhase Phase(PartialRolloutsAttribute options) => new(_engine, [new PartialRollouts(options)], _prompts);

    private GeneratedGroups Generate(RolloutPhase phase, int iteration) => phase.Generate(
        _policy, [_prompts[iteration]], new() { SamplesPerPrompt = 4, MaxResponseTokens = Longest }, iteration, Seed(iteration));
}
