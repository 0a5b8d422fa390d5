// Form: a service that is down is a fault
using Kimi.Dsl;

namespace Acme;

[Recipe("service-that-is-down")]
public abstract partial class ServiceThatIsDown
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
    [ExactAnswerReward]
    [Environment<ServiceThatIsDownWorld>(MaxTurns = 4)]
    public abstract Policy LongCot(Policy sft, PromptSet problems);

    [Evaluate]
    [ExactAnswerReward]
    [Environment<ServiceThatIsDownWorld>(MaxTurns = 4)]
    public abstract Evaluation Report(Policy longCot, PromptSet heldOut);
}

/// <summary>A world.</summary>
public sealed class ServiceThatIsDownWorld : IEnvironment<MathProblem>
{
    private static readonly System.Net.Http.HttpClient s_client = new();

    /// <inheritdoc/>
    public IReadOnlyList<string> TurnEnds => ["\n"];

    /// <inheritdoc/>
    public ValueTask<IEpisode> StartAsync(MathProblem problem, EpisodeContext context, CancellationToken cancellationToken) =>
        new(new Episode(problem, s_client));

    private sealed class Episode(MathProblem problem, System.Net.Http.HttpClient client) : IEpisode
    {
        public async ValueTask<EnvironmentReply> ReplyAsync(PolicyTurn turn, CancellationToken cancellationToken)
        {
            using var response = await client.GetAsync(new Uri("http://shop/?q=" + Uri.EscapeDataString(turn.Text)), cancellationToken);
            if (!response.IsSuccessStatusCode)
                return new EnvironmentReply.Fault($"the shop says {(int)response.StatusCode}");
            var said = await response.Content.ReadAsStringAsync(cancellationToken);
            return said == problem.Answer ? new EnvironmentReply.Finished() : new EnvironmentReply.Continue(said);
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
