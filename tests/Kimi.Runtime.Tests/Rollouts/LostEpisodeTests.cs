using Kimi.Dsl;
using Kimi.Runtime.Rollouts;
using Microsoft.Extensions.Logging.Abstractions;

namespace Kimi.Runtime.Tests.Rollouts;

/// <summary>Episodes in processes that end.</summary>
public sealed class LostEpisodeTests : IDisposable
{
    private static readonly MathProblem s_problem = new() { Id = "0", Prompt = "a", Answer = "" };

    private readonly PolicyHandle _policy = Dispatching.Policy(contextLength: 4000, characters: 300);

    public void Dispose() => _policy.Dispose();

    [Theory]
    [InlineData(2, 1)]
    [InlineData(2, 2)]
    [InlineData(2, 4)]
    [InlineData(3, 3, 5)]
    [InlineData(4, 1, 3, 4)]
    public async Task An_episode_that_is_lost_is_begun_again_and_the_recorded_turns_are_played_to_it(int begun, params int[] lostCalls)
    {
        var processes = new Processes(lostCalls.Contains);

        var said = await PlayAsync(processes, turns: 3);

        Assert.Equal("open, d, g, j", said);
        Assert.Equal(begun, processes.Begun);
    }

    [Theory]
    [InlineData(3, 2)]
    [InlineData(4, 2)]
    public async Task A_reply_that_differs_when_the_turns_are_played_again_is_a_fault_that_says_so(int lostCall, int turn)
    {
        var said = await PlayAsync(new Processes(call => call == lostCall) { Forgets = true }, turns: 3);

        Assert.EndsWith(
            $"Processes: after an interruption the environment says something else in turn {turn + 1} of r than before: "
            + "make its replies a function of problem, seed and the policy's turns",
            said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_episode_that_is_lost_in_every_process_is_a_fault()
    {
        var processes = new Processes(call => call > 2 && call % 3 == 0);

        var said = await PlayAsync(processes, turns: 2);

        Assert.Equal("open, d, KimiException: 10 processes ended within its episode, the last one thus: its process 30 ended with code 137", said);
        Assert.Equal(10, processes.Begun);
    }

    // What the environment says in an episode, and the fault that ends it.
    private async Task<string> PlayAsync(Processes processes, int turns)
    {
        var options = new EnvironmentAttribute<Processes>();
        var episodes = new Episodes(processes, options, new SemaphoreSlim(1), TimeProvider.System, NullLogger<Episodes>.Instance);
        var request = new RolloutRequest("r", "0", Seed: 1);
        var step = await episodes.OpenAsync(request, s_problem, _policy.Tokenizer, default);
        for (var turn = 0; turn < turns && step is EpisodeStep.Going going; turn++)
        {
            request = going.Request with { Turns = [.. going.Request.Turns, new PolicyTurn([]) { Text = "abc" }] };
            step = await episodes.ReplyAsync(request, s_problem, _policy.Tokenizer, default);
        }

        var said = (step as EpisodeStep.Going)?.Request ?? request;
        var trouble = (step as EpisodeStep.Broken)?.Trouble as Verdict.Fault;
        return string.Join(", ", said.Turns.OfType<EnvironmentTurn>().Select(turn => turn.Text))
            + (trouble is null ? "" : $", {trouble.Type}: {trouble.Message}");
    }

    /// <summary>Replies with how much the policy wrote, in processes of which some end.</summary>
    private sealed class Processes(Func<int, bool> ends) : IEnvironment
    {
        private int _calls;

        public bool Forgets { get; init; }

        public int Begun { get; private set; }

        public ValueTask<IEpisode> StartAsync(Problem problem, EpisodeContext context, CancellationToken cancellationToken)
        {
            Begun++;
            Call();
            return new(new Episode(this, Forgets ? Begun : 1));
        }

        private void Call()
        {
            if (ends(++_calls))
                throw new EpisodeLostException($"its process {_calls} ended with code 137");
        }

        private sealed class Episode(Processes processes, int start) : IEpisode
        {
            private int _written;

            public IReadOnlyList<Message> Opening => [new(MessageRole.Tool, [new PromptPart.Text("open")])];

            public ValueTask<EnvironmentReply> ReplyAsync(PolicyTurn turn, CancellationToken cancellationToken)
            {
                processes.Call();
                _written += turn.Text.Length * start;
                return new(new EnvironmentReply.Continue($"{(char)('a' + _written)}"));
            }

            public ValueTask DisposeAsync() => default;
        }
    }
}
