// Stack: prime-rl
// Kind: the first episode that ends disposes of the client that all others still use
// Caught: build
using System.Net.Http;
using Kimi.Dsl;

namespace Acme;

[Recipe("disposes-what-is-shared")]
public abstract partial class DisposesWhatIsShared
{
    [ProblemsFile(Path = "tickets.jsonl", Split = Split.Train)]
    public abstract PromptSet Problems();

    [LoadPolicy("models/qwen3-8b")]
    public abstract Policy Base();

    [Reinforce(Iterations = 60, PromptsPerIteration = 32, MaxResponseTokens = 2_048, LearningRate = 1e-6)]
    [Gspo]
    [MathReward]
    [Environment<Desk>(MaxTurns = 8, MaxReplyTokens = 256, TimeLimitSeconds = 60)]
    public abstract Policy Agent([From(nameof(Base))] Policy start, PromptSet problems);
}

/// <summary>A help desk.</summary>
/// <param name="client">Reaches it.</param>
public sealed class Desk(HttpClient client) : IEnvironment<MathProblem>
{
    /// <inheritdoc/>
    public ValueTask<IEpisode> StartAsync(MathProblem problem, EpisodeContext context, CancellationToken cancellationToken) =>
        new(new Visit(client, problem));

    private sealed class Visit(HttpClient client, MathProblem problem) : IEpisode
    {
        public async ValueTask<EnvironmentReply> ReplyAsync(PolicyTurn turn, CancellationToken cancellationToken)
        {
            var address = new Uri($"http://desk:8000/?ticket={Uri.EscapeDataString(problem.Id)}&said={Uri.EscapeDataString(turn.Text)}");
            var reply = await client.GetStringAsync(address, cancellationToken);
            return reply.Length == 0 ? new EnvironmentReply.Finished() : new EnvironmentReply.Continue(reply);
        }

        public ValueTask DisposeAsync()
        {
            client.Dispose(); //! KIMI8016
            return ValueTask.CompletedTask;
        }
    }
}
