using System.Net;
using Kimi.Dsl;

namespace OwnSystem;

/// <summary>
/// The policy shops with the team's service: each episode has a shop of its own, stocked by the problem and the episode's seed. A turn is a phrase and becomes
/// a request over HTTP; one that says nothing ends the episode.
/// </summary>
/// <param name="service">Reaches the service.</param>
[ImplementationVersion(1)]
public sealed class Shopping(HttpClient service) : IEnvironment<OrderProblem>
{
    /// <inheritdoc/>
    public IReadOnlyList<string> TurnEnds => [Phrases.TurnEnd];

    /// <inheritdoc/>
    public async ValueTask<IEpisode> StartAsync(OrderProblem problem, EpisodeContext context, CancellationToken cancellationToken)
    {
        using var response = await service.PostAsJsonAsync("/shops", problem.Stock(new SeededRandom(context.Seed)), cancellationToken);
        return new Visit(service, $"/shops/{await NumberAsync(response, cancellationToken)}");
    }

    // What the service answers; null when it refuses. Everything else is a fault.
    private static async Task<int?> NumberAsync(HttpResponseMessage response, CancellationToken cancellationToken) =>
        response.StatusCode is HttpStatusCode.NotFound or HttpStatusCode.Conflict
            ? null
            : await response.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<int>(cancellationToken);

    private sealed class Visit(HttpClient service, string shop) : IEpisode
    {
        public async ValueTask<EnvironmentReply> ReplyAsync(PolicyTurn turn, CancellationToken cancellationToken)
        {
            if (turn.Text.Length == 0)
                return new EnvironmentReply.Finished();
            if (Phrases.AskedIn(turn.Text) is { } item)
            {
                using var response = await service.GetAsync($"{shop}/stock/{item}", cancellationToken);
                return new EnvironmentReply.Continue(Phrases.InStock(await NumberAsync(response, cancellationToken)));
            }

            if (Phrases.OrderIn(turn.Text) is { } order)
            {
                using var response = await service.PostAsJsonAsync($"{shop}/orders", order, cancellationToken);
                return new EnvironmentReply.Continue(Phrases.Taken(await NumberAsync(response, cancellationToken)));
            }

            return new EnvironmentReply.Continue(Phrases.Refused);
        }

        public async ValueTask DisposeAsync()
        {
            using var response = await service.DeleteAsync(shop);
        }
    }
}
