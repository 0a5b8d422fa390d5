using Kimi.Dsl;

namespace Kimi.Runtime.Rollouts;

/// <summary>
/// Has responses generated in rounds: a round is one order, by place. Without an environment there is one. With one, each round is a turn of the policy, and
/// the next begins when the replies to all turns of this one are there, so that how long a reply takes changes no byte.
/// </summary>
/// <param name="dispatcher">Has orders executed.</param>
/// <param name="episodes">The stage's environment, or null.</param>
internal sealed class RolloutRounds(RolloutDispatcher dispatcher, Episodes? episodes) : IDisposable
{
    /// <summary>Whether the policy acts in an environment.</summary>
    public bool HasEnvironment => episodes is not null;

    /// <summary>How many tokens an environment may say in a response.</summary>
    public long MostReplyTokens => episodes?.MostTokens ?? 0;

    /// <summary>Where the responses are generated, as far as their bits depend on it.</summary>
    public string Fingerprint => dispatcher.Fingerprint;

    /// <summary>Tells that a stage goes on over other executors than those that it began with.</summary>
    /// <param name="fingerprint">The fingerprint of those that it began with.</param>
    /// <param name="stage">The stage.</param>
    public void WarnUnless(string fingerprint, string stage) => dispatcher.WarnUnless(fingerprint, stage);

    /// <summary>Has responses generated.</summary>
    /// <param name="policy">The policy.</param>
    /// <param name="order">How, without prompts and requests.</param>
    /// <param name="asked">The responses, by place, each with its problem and prompt.</param>
    /// <param name="parts">In how many parts.</param>
    /// <param name="took">Called once for each response, when it is finished or cut, in any order.</param>
    /// <param name="cancellationToken">Stops between two tokens.</param>
    public async Task RunAsync(
        PolicyHandle policy, RolloutOrder order, IReadOnlyList<AskedResponse> asked, int parts, Action<PendingResponse> took,
        CancellationToken cancellationToken)
    {
        if (episodes is not null)
        {
            var ends = await episodes.TurnEndsAsync(cancellationToken).ConfigureAwait(false);
            order = order with { Sampling = order.Sampling with { StopTexts = [.. order.Sampling.StopTexts.Union(ends)] } };
        }

        var round = new Round(policy, order.Sampling, episodes, took, cancellationToken);
        var going = await round.OpenAsync(asked).ConfigureAwait(false);
        while (going.Count > 0)
        {
            var byId = going.ToDictionary(each => each.Request.Id, StringComparer.Ordinal);
            var next = order with
            {
                Prompts = [.. going.Select(each => each.Prompt).DistinctBy(prompt => prompt.Id)],
                Requests = [.. going.Select(each => each.Request)],
            };
            await foreach (var answer in dispatcher.ExecuteAsync(policy, next, parts, cancellationToken).ConfigureAwait(false))
                round.Take(byId[answer.Request], answer);
            going = await round.EndAsync(going).ConfigureAwait(false);
        }
    }

    /// <summary>Ends the episodes of all responses but these: those that were dropped.</summary>
    /// <param name="requests">The responses that go on.</param>
    public void EndOthers(IEnumerable<RolloutRequest> requests) => episodes?.EndOthers(requests.Select(request => request.Id).ToHashSet());

    /// <summary>Ends the episodes that are left.</summary>
    public void Dispose() => episodes?.EndOthers(new HashSet<string>());

    private sealed class Round(
        PolicyHandle policy, SamplingOptions sampling, Episodes? episodes, Action<PendingResponse> took, CancellationToken cancellationToken)
    {
        private readonly ResponseText _text = new(sampling, policy.Tokenizer);
        private readonly Dictionary<string, Task<Reply>> _replies = new(StringComparer.Ordinal);

        // Begins the episodes of fresh responses.
        public async Task<IReadOnlyList<AskedResponse>> OpenAsync(IReadOnlyList<AskedResponse> asked)
        {
            if (episodes is null)
                return asked;
            var steps = await Task.WhenAll(asked.Select(each => each.Request.Turns.Count == 0
                ? episodes.OpenAsync(each.Request, each.Problem!, policy.Tokenizer, cancellationToken)
                : Task.FromResult<EpisodeStep>(new EpisodeStep.Going(each.Request)))).ConfigureAwait(false);
            return Going(asked.Zip(steps, (each, step) => new Reply(each, new(each.Request, Rollout: null), step)));
        }

        public void Take(AskedResponse asked, RolloutEvent.Answer answer)
        {
            var response = RolloutAssembly.Take(asked.Request, answer, asked.ProblemId, asked.Prompt, _text);
            if (episodes is null || response.Rollout is not { StopReason: StopReason.EndOfText or StopReason.StopText } turn)
            {
                End(response);
                return;
            }

            var request = asked.Request with { Turns = turn.Turns, TokenBudget = Left(asked.Request.TokenBudget, answer.Segment) };
            _replies[request.Id] = ReplyAsync(asked with { Request = request }, response);
        }

        // What goes on, by place, when all replies are there.
        public async Task<IReadOnlyList<AskedResponse>> EndAsync(IReadOnlyList<AskedResponse> order)
        {
            var replies = await Task.WhenAll(order.Select(each => _replies.GetValueOrDefault(each.Request.Id)).OfType<Task<Reply>>()).ConfigureAwait(false);
            _replies.Clear();
            return Going(replies);
        }

        private async Task<Reply> ReplyAsync(AskedResponse asked, PendingResponse response) =>
            new(asked, response, await episodes!.ReplyAsync(asked.Request, asked.Problem!, policy.Tokenizer, cancellationToken).ConfigureAwait(false));

        private List<AskedResponse> Going(IEnumerable<Reply> replies)
        {
            var going = new List<AskedResponse>();
            foreach (var (asked, response, step) in replies)
            {
                switch (step)
                {
                    case EpisodeStep.Ended ended:
                        End(response with { Rollout = response.Rollout! with { StopReason = ended.Reason ?? response.Rollout.StopReason } });
                        break;
                    case EpisodeStep.Broken broken:
                        End(response with { Rollout = (response.Rollout ?? Silent(asked)) with { Trouble = broken.Trouble } });
                        break;
                    case EpisodeStep.Going { Request: var request } when Written(request) >= sampling.MaxResponseTokens:
                        End(response with { Rollout = response.Rollout! with { StopReason = StopReason.LengthLimit } });
                        break;
                    case EpisodeStep.Going { Request: { TokenBudget: <= 0 } request }:
                        took(new(request, Rollout: null));
                        break;
                    case EpisodeStep.Going { Request: var request }:
                        going.Add(asked with { Request = request });
                        break;
                }
            }

            return going;
        }

        private void End(PendingResponse response)
        {
            if (response.Rollout is not null)
                episodes?.End(response.Request.Id);
            took(response);
        }

        // A response whose environment failed before the policy's first turn.
        private static Rollout Silent(AskedResponse asked) => new()
        {
            ProblemId = asked.ProblemId,
            PromptTokens = asked.Prompt.Tokens,
            PromptImages = asked.Prompt.Images,
            Turns = asked.Request.Turns,
            Text = "",
            StopReason = StopReason.EndOfText,
        };

        private static int Written(RolloutRequest request) => request.Turns.OfType<PolicyTurn>().Sum(turn => turn.AllTokens.Count());

        private static int Left(int budget, RolloutSegment segment) => budget == int.MaxValue ? budget : budget - segment.Tokens.Count;
    }
}

/// <summary>What the environment said to a turn of the policy.</summary>
/// <param name="Asked">The response that the turn belongs to, with its turns so far.</param>
/// <param name="Response">What it is if it ends here.</param>
/// <param name="Step">What becomes of it.</param>
internal sealed record Reply(AskedResponse Asked, PendingResponse Response, EpisodeStep Step);

/// <summary>A response that is asked for.</summary>
/// <param name="Request">The request.</param>
/// <param name="Prompt">The prompt that it answers.</param>
/// <param name="Problem">The problem that it answers; null where there is only a prompt, and so no environment.</param>
internal sealed record AskedResponse(RolloutRequest Request, RolloutPrompt Prompt, Problem? Problem)
{
    /// <summary>The id of the problem, or else of the prompt.</summary>
    public string ProblemId => Problem?.Id ?? Prompt.Id;
}
