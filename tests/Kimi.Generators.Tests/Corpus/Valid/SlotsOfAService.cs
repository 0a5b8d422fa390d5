// Form: an environment lets four episodes at a time reach its service
using Kimi.Dsl;
using System.Net.Http;

namespace Acme;

[Recipe("slots-of-a-service")]
public abstract partial class SlotsOfAService
{
    [Problems<AdditionProblems>(Count = 4_096)]
    public abstract PromptSet Problems();

    [Problems<AdditionProblems>(Count = 256, Split = Split.HeldOut)]
    public abstract PromptSet HeldOut();

    [Demonstrations<AdditionSteps>]
    public abstract Demonstrations Traces(PromptSet problems);

    [InitializeTransformer(Layers = 6, ContextLength = 512)]
    public abstract Policy Initial();

    [FineTune(Steps = 500)]
    public abstract Policy Sft(Policy initial, Demonstrations traces);

    [Reinforce(Iterations = 80)]
    [MirrorDescent]
    [Environment<Desk>(MaxTurns = 4)]
    [ExactAnswerReward]
    public abstract Policy LongCot(Policy sft, PromptSet problems);

    [Evaluate]
    [Environment<Desk>(MaxTurns = 4)]
    [ExactAnswerReward]
    public abstract Evaluation Report(Policy longCot, PromptSet heldOut);
}

/// <summary>Answers questions.</summary>
/// <param name="client">Reaches the service.</param>
public sealed class Desk(HttpClient client) : IEnvironment<MathProblem>
{
    private readonly SemaphoreSlim _slots = new(4);

    /// <inheritdoc/>
    public ValueTask<IEpisode> StartAsync(MathProblem problem, EpisodeContext context, CancellationToken cancellationToken) =>
        new(new Visit(client, _slots, problem));

    private sealed class Visit(HttpClient client, SemaphoreSlim slots, MathProblem problem) : IEpisode
    {
        private int _hints;

        public async ValueTask<EnvironmentReply> ReplyAsync(PolicyTurn turn, CancellationToken cancellationToken)
        {
            if (turn.Text.Contains('#', StringComparison.Ordinal) || _hints++ == 2)
                return new EnvironmentReply.Finished();
            await slots.WaitAsync(cancellationToken);
            try
            {
                var hint = await client.GetStringAsync(new Uri($"http://desk/{Uri.EscapeDataString(problem.Id)}/{_hints}"), cancellationToken);
                return new EnvironmentReply.Continue(hint);
            }
            finally
            {
                slots.Release();
            }
        }

        public ValueTask DisposeAsync() => default;
    }
}
