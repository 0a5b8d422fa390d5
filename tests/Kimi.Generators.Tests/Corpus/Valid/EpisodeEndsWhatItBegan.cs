// Form: each episode has a client of its own, which it disposes of, and counts its turns for a hint that is read and a limit of its own
using System.Net.Http;
using Kimi.Dsl;

namespace Acme;

[Recipe("episode-ends-what-it-began")]
public abstract partial class EpisodeEndsWhatItBegan
{
    [ProblemsFile(Path = "tickets.jsonl", Split = Split.Train)]
    public abstract PromptSet Problems();

    [LoadPolicy("models/qwen3-8b")]
    public abstract Policy Base();

    [Reinforce(Iterations = 60, PromptsPerIteration = 32, MaxResponseTokens = 2_048, LearningRate = 1e-6)]
    [Gspo]
    [MathReward]
    [Environment<Counter>(MaxTurns = 6, MaxReplyTokens = 256, TimeLimitSeconds = 60)]
    public abstract Policy Agent([From(nameof(Base))] Policy start, PromptSet problems);
}

/// <summary>Where tickets are sold.</summary>
/// <param name="connect">Reaches it.</param>
public sealed class Counter(Func<HttpClient> connect) : IEnvironment<MathProblem>
{
    /// <inheritdoc/>
    public ValueTask<IEpisode> StartAsync(MathProblem problem, EpisodeContext context, CancellationToken cancellationToken) =>
        new(new Visit(connect(), problem));

    private sealed class Visit(HttpClient client, MathProblem problem) : IEpisode
    {
        private int _turns;

        public async ValueTask<EnvironmentReply> ReplyAsync(PolicyTurn turn, CancellationToken cancellationToken)
        {
            _turns++;
            if (_turns >= 20)
                return new EnvironmentReply.Finished();
            var address = new Uri($"http://desk:8000/?ticket={Uri.EscapeDataString(problem.Id)}&said={Uri.EscapeDataString(turn.Text)}");
            var reply = await client.GetStringAsync(address, cancellationToken);
            var hint = _turns == 3 ? "ask for the manager. " : "";
            return reply.Length == 0 ? new EnvironmentReply.Finished() : new EnvironmentReply.Continue(hint + reply);
        }

        public ValueTask DisposeAsync()
        {
            client.Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
