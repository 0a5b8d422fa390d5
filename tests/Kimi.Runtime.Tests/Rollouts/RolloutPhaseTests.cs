using Kimi.Dsl;
using Kimi.Runtime.Rollouts;
using Kimi.Tests;
using Kimi.Torch.Tokenization;

namespace Kimi.Runtime.Tests.Rollouts;

public sealed class RolloutPhaseTests : IDisposable
{
    private const int Longest = 200;
    private readonly PolicyHandle _policy = Dispatching.Policy(contextLength: 300, characters: 300);
    private readonly PromptSet _prompts = new([.. Enumerable.Range(0, 40).Select(index => new MathProblem { Id = $"{index}", Prompt = "a", Answer = "" })]);
    private readonly ScriptedExecutor _executor = new();

    public void Dispose() => _policy.Dispose();

    [Fact]
    public async Task A_group_is_finished_in_the_iteration_in_which_its_longest_response_is()
    {
        var phase = Phase(new() { TokenBudget = 10, MaxAge = 100 });
        var seen = new Dictionary<string, int>();

        for (var iteration = 0; iteration < 40; iteration++)
        {
            foreach (var group in (await GenerateAsync(phase, iteration)).Finished)
                seen.Add(group.Problem.Id, iteration);
        }

        // Iteration i draws problem i, whose responses' lengths are a function of their seeds.
        for (var drawn = 0; drawn < 20; drawn++)
        {
            var longest = RolloutRequest.For([_prompts[drawn].Id], 4, Seed(drawn), "").Max(request => ScriptedExecutor.LengthOf(request.Seed, Longest));
            Assert.Equal(drawn + ((longest - 1) / 10), seen[$"{drawn}"]);
        }
    }

    [Fact]
    public async Task A_response_that_was_cut_is_the_same_as_a_whole_one()
    {
        var phase = Phase(new() { TokenBudget = 7, MaxAge = 100 });

        var rollouts = new List<Rollout>();
        for (var iteration = 0; iteration < 40; iteration++)
            rollouts.AddRange((await GenerateAsync(phase, iteration)).Finished.SelectMany(group => group.Rollouts));

        Assert.Contains(rollouts, rollout => rollout.Segments.Count() > 3);
        Assert.All(rollouts, rollout => Assert.Equal(Enumerable.Range(0, rollout.Length), rollout.Tokens));
        var drawn = Enumerable.Range(0, 20).SelectMany(iteration => RolloutRequest.For([_prompts[iteration].Id], 4, Seed(iteration), ""));
        Assert.Equal(
            drawn.Select(request => ScriptedExecutor.LengthOf(request.Seed, Longest)),
            rollouts.Where(rollout => int.Parse(rollout.ProblemId) < 20).GroupBy(rollout => int.Parse(rollout.ProblemId)).OrderBy(group => group.Key)
                .SelectMany(group => group.Select(rollout => rollout.Length)));
        Assert.All(rollouts, rollout => Assert.Equal(
            Enumerable.Range(rollout.Segments.First().PolicyVersion, rollout.Segments.Count()), rollout.Segments.Select(segment => segment.PolicyVersion)));
    }

    [Fact]
    public async Task Cut_responses_continue_ahead_of_fresh_prompts()
    {
        var phase = Phase(new() { TokenBudget = 10, MaxAge = 100 });
        for (var iteration = 0; iteration < 20; iteration++)
            await GenerateAsync(phase, iteration);

        Assert.All(_executor.Orders.Index(), order =>
        {
            var drawnAt = order.Item.Requests.Select(request => int.Parse(request.Prompt)).ToList();
            Assert.Equal(drawnAt.Order(), drawnAt);
            Assert.Equal(4, drawnAt.Count(iteration => iteration == order.Index));
        });
        Assert.Contains(_executor.Orders, order => order.Requests.Any(request => request.Turns.Count > 0));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public async Task A_response_that_is_too_old_is_dropped_and_counted(int maxAge)
    {
        var phase = Phase(new() { TokenBudget = 10, MaxAge = maxAge });
        var (dropped, finished) = (0, new Dictionary<string, int>());
        for (var iteration = 0; iteration < 36; iteration++)
        {
            var generated = await GenerateAsync(phase, iteration);
            dropped += generated.Dropped;
            foreach (var group in generated.Finished)
                finished.Add(group.Problem.Id, group.Rollouts.Count);
        }

        // Iteration i draws problem i; after 36 iterations those drawn before are all past their age or finished.
        var (expected, lost) = (0, 0);
        for (var drawn = 0; drawn < 36 - maxAge - 1; drawn++)
        {
            var inTime = RolloutRequest.For([_prompts[drawn].Id], 4, Seed(drawn), "")
                .Count(request => (ScriptedExecutor.LengthOf(request.Seed, Longest) - 1) / 10 <= maxAge);
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
            ProblemId = "0",
            PromptTokens = [1],
            Turns =
            [
                new PolicyTurn([Segment(3, 10), Segment(4, 10)]),
                new EnvironmentTurn([7, 7]),
                new PolicyTurn([Segment(5, 6)]),
            ],
            Text = "",
            StopReason = StopReason.EndOfText,
        };

        bool[] expected = [.. Enumerable.Range(0, 20).Select(place => place >= excluded), false, false, .. Enumerable.Repeat(true, 6)];
        Assert.Equal(expected, phase.Trains(rollout, iteration: 5));

        static RolloutSegment Segment(int version, int tokens) => new(version, [.. new int[tokens]], [.. new float[tokens]]);
    }

    [Fact]
    public async Task Without_a_schedule_every_response_is_finished_at_once()
    {
        var phase = PhaseBy(new([]));

        for (var iteration = 0; iteration < 10; iteration++)
            Assert.Equal(4, (await GenerateAsync(phase, iteration)).Finished.Single().Rollouts.Count);

        Assert.Equal(0, phase.Waiting);
    }

    [Fact]
    public async Task Prompts_are_tokenized_once_a_stage()
    {
        var tokenizer = new CountingTokenizer();
        using var policy = Dispatching.Policies.Hold(new(TinyModels.Create(TinyModels.Qwen with { MaxPositionEmbeddings = 300, VocabSize = 302 }), tokenizer));
        var phase = new RolloutPhase(
            new(Dispatching.Over(_executor), episodes: null), new([]), policy, _prompts, new() { SamplesPerPrompt = 4, MaxResponseTokens = Longest },
            "Test", "");
        for (var iteration = 0; iteration < 10; iteration++)
            await GenerateAsync(phase, iteration % 3);

        Assert.Equal(_prompts.Count, tokenizer.Encoded);
    }

    [Fact]
    public void Two_schedules_are_one_too_many()
    {
        var attribute = new PartialRolloutsAttribute();

        var error = Assert.Throws<KimiException>(
            () => new RolloutRules([(new PartialRollouts(attribute), attribute), (new PartialRollouts(attribute), attribute)]));

        Assert.Contains("keep one of them", error.Message);
    }

    [Fact]
    public async Task Waiting_responses_are_the_same_after_a_checkpoint()
    {
        using var folder = new TemporaryFolder();
        var options = new PartialRolloutsAttribute { TokenBudget = 10, MaxAge = 100 };
        var phase = Phase(options);
        for (var iteration = 0; iteration < 8; iteration++)
            await GenerateAsync(phase, iteration);
        phase.Save(folder.Path);
        var resumed = Phase(options);
        resumed.Load(folder.Path);

        Assert.True(resumed.Waiting > 0);
        for (var iteration = 8; iteration < 16; iteration++)
        {
            var (expected, actual) = (await GenerateAsync(phase, iteration), await GenerateAsync(resumed, iteration));
            Assert.Equal(Describe(expected), Describe(actual));
        }

        Assert.Equal(phase.Ledger.Dropped, resumed.Ledger.Dropped);
        Assert.Equal(phase.Ledger.Drawn, resumed.Ledger.Drawn);
    }

    [Fact]
    public async Task A_refill_generates_responses_to_its_own_problems_alone_and_what_it_leaves_unfinished_continues_with_the_rest()
    {
        var phase = Phase(new() { TokenBudget = 10, MaxAge = 100 });
        await GenerateAsync(phase, 0);

        var refill = await phase.RefillAsync([_prompts[30], _prompts[31]], iteration: 0, refill: 1, seed: 7, new Dispatching.Nobody());
        var next = await GenerateAsync(phase, 1);

        Assert.Equal(["30", "31"], _executor.Orders[1].Requests.Select(request => request.Prompt).Distinct());
        Assert.Equal(8, refill.Responses.Count);
        Assert.Contains(next.Responses, response => response.Request.Prompt == "0" && response.Request.Turns.Count > 0);
        Assert.Contains(next.Responses, response => response.Request.Prompt == "30" && response.Request.Turns.Count > 0);
        Assert.Distinct(_executor.Orders[2].Requests.Select(request => request.Id));
        Assert.Equal((4, 2), (phase.Ledger.Drawn, phase.Ledger.Refilled));
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

    private static string Describe(GeneratedGroups generated) => string.Join('\n', generated.Finished.SelectMany(group => group.Rollouts).Select(rollout =>
        $"{rollout.ProblemId} {rollout.Text} {rollout.StopReason} {string.Join(',', rollout.Segments.Select(Describe))}"));

    private static string Describe(RolloutSegment segment) => $"{segment.PolicyVersion}:{string.Join(' ', segment.Tokens)}";

    private static ulong Seed(int iteration) => (ulong)(1000 + iteration);

    private RolloutPhase Phase(PartialRolloutsAttribute options) => PhaseBy(new([(new PartialRollouts(options), options)]));

    private RolloutPhase PhaseBy(RolloutRules rules) => new(
        new(Dispatching.Over(_executor), episodes: null), rules, _policy, _prompts, new() { SamplesPerPrompt = 4, MaxResponseTokens = Longest }, "Test", "");

    private Task<GeneratedGroups> GenerateAsync(RolloutPhase phase, int iteration) =>
        phase.GenerateAsync([_prompts[iteration]], iteration, Seed(iteration), new Dispatching.Nobody());

    private sealed class CountingTokenizer : ITokenizer
    {
        public int Encoded { get; private set; }

        public int VocabularySize => 19;

        public int EndOfTextId => 17;

        public int PadId => 18;

        public int[] Encode(string text)
        {
            Encoded++;
            return [1];
        }

        public string Decode(ReadOnlySpan<int> tokens) => "";

        public IncrementalDecoder BeginDecoding() => throw new NotSupportedException();

        public void Save(string folder)
        {
        }
    }
}
