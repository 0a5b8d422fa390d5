using Kimi.Dsl;

namespace Kimi.Runtime.Rollouts;

/// <summary>
/// Has responses generated in rounds: a round is one order, by place. Without an environment there is one. With one, each round is a turn of the policy, and
/// the next begins when the replies to all turns of this one are there, so that how long a reply takes changes no byte.
/// </summary>
/// <param name="dispatcher">Has orders executed.</param>
/// <param name="episodes">The stage's environment, or null.</param>
internal sealed class RolloutRounds(RolloutDispatcher dispatcher, Episodes? episodes)
{
    /// <summary>How many tokens an environment may say in a response.</summary>
    public int MostReplyTokens => episodes?.MostTokens ?? 0;

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
            order = order with { Sampling = order.Sampling with { StopTexts = [.. order.Sampling.StopTexts.Union(episodes.TurnEnds)] } };
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

    private sealed class Round(
        PolicyHandle policy, SamplingOptions sampling, Episodes? episodes, Action<PendingResponse> took, CancellationToken cancellationToken)
    {
        private readonly ResponseText _text = new(sampling, policy.Tokenizer);
        private readonly Dictionary<string, Task<(AskedResponse Asked, PendingResponse Response, EpisodeStep Step)>> _replies = new(StringComparer.Ordinal);

        // Begins the episodes of fresh responses.
        public async Task<IReadOnlyList<AskedResponse>> OpenAsync(IReadOnlyList<AskedResponse> asked)
        {
            if (episodes is null)
                return asked;
            var steps = await Task.WhenAll(asked.Select(each => each.Request.Turns.Count == 0
                ? episodes.OpenAsync(each.Request, each.Problem!, policy.Tokenizer, cancellationToken)
                : Task.FromResult<EpisodeStep>(new EpisodeStep.Going(each.Request)))).ConfigureAwait(false);
            return Going(asked.Zip(steps, (each, step) => (each, new PendingResponse(each.Request, Rollout: null), step)));
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
            if (_replies.Count == 0)
                return [];
            await Task.WhenAll(_replies.Values).ConfigureAwait(false);
            var steps = order.Where(each => _replies.ContainsKey(each.Request.Id)).Select(each => _replies[each.Request.Id].Result).ToList();
            _replies.Clear();
            return Going(steps);
        }

        private async Task<(AskedResponse Asked, PendingResponse Response, EpisodeStep Step)> ReplyAsync(AskedResponse asked, PendingResponse response) =>
            (asked, response, await episodes!.ReplyAsync(asked.Request, asked.Problem!, policy.Tokenizer, cancellationToken).ConfigureAwait(false));

        private List<AskedResponse> Going(IEnumerable<(AskedResponse Asked, PendingResponse Response, EpisodeStep Step)> steps)
        {
            var going = new List<AskedResponse>();
            foreach (var (asked, response, step) in steps)
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
            Turns = asked.Request.Turns,
            Text = "",
            StopReason = StopReason.EndOfText,
        };

        private static int Written(RolloutRequest request) =>
            request.Turns.OfType<PolicyTurn>().Sum(turn => turn.Segments.Sum(segment => segment.Tokens.Count));

        private static int Left(int budget, RolloutSegment segment) => budget == int.MaxValue ? budget : budget - segment.Tokens.Count;
    }
}

/// <summary>A response that is asked for.</summary>
/// <param name="Request">The request.</param>
/// <param name="Prompt">The prompt that it answers.</param>
/// <param name="Problem">The problem that it answers; null where there is only a prompt, and so no environment.</param>
internal sealed record AskedResponse(RolloutRequest Request, RolloutPrompt Prompt, Problem? Problem)
{
    /// <summary>The id of the problem, or else of the prompt.</summary>
    public string ProblemId => Problem?.Id ?? Prompt.Id;
}
