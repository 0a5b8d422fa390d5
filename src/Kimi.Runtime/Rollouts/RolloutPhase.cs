using Kimi.Dsl;

namespace Kimi.Runtime.Rollouts;

/// <summary>Hears of responses as soon as they are finished, in any order, so that judging them can begin while others are generated.</summary>
internal interface IFinishedRollouts
{
    /// <summary>A response is finished.</summary>
    /// <param name="problem">Its problem.</param>
    /// <param name="rollout">The response.</param>
    void Finished(Problem problem, Rollout rollout);

    /// <summary>The last response to a problem is finished.</summary>
    /// <param name="problem">The problem.</param>
    /// <param name="rollouts">Its responses.</param>
    void Finished(Problem problem, IReadOnlyList<Rollout> rollouts);
}

/// <summary>
/// The rollout phase of an iteration (paper 2.6.1, 2.6.2): responses that earlier iterations left unfinished continue, ahead of those to freshly
/// drawn problems; responses cut by the token budget wait in the replay buffer for the next iteration.
/// </summary>
internal sealed class RolloutPhase : ICheckpointed
{
    private const string ExecutorsFile = "executors.txt";

    private readonly RolloutRounds _rounds;
    private readonly PolicyHandle _policy;
    private readonly Dictionary<string, (Problem Problem, RolloutPrompt Prompt)> _problems;
    private readonly RolloutOrder _order;
    private readonly ReinforceAttribute _options;
    private readonly RolloutRules _rules;
    private readonly ReplayBuffer _buffer = new();

    /// <summary>Tokenizes the prompts.</summary>
    /// <param name="rounds">Has the responses generated.</param>
    /// <param name="policy">The policy.</param>
    /// <param name="prompts">The problems.</param>
    /// <param name="options">How to sample.</param>
    /// <param name="rules">How responses spread over iterations, and where they stop.</param>
    /// <param name="stage">The stage's name.</param>
    /// <param name="address">The stage's address.</param>
    /// <exception cref="KimiException">A problem cannot be asked.</exception>
    public RolloutPhase(
        RolloutRounds rounds, RolloutRules rules, PolicyHandle policy, PromptSet prompts, ReinforceAttribute options, string stage, string address)
    {
        (_rounds, _rules, _policy, _options) = (rounds, rules, policy, options);
        _problems = prompts.Zip(PromptTokens.Of(policy, prompts, options.MaxResponseTokens, rounds.MostReplyTokens))
            .ToDictionary(entry => entry.First.Id, StringComparer.Ordinal);
        _order = new()
        {
            Stage = stage,
            Address = address,
            Policy = policy.Publish(0),
            Sampling = options.ToSampling() with { StopRules = rules.StopRules },
            Prompts = [],
            Requests = [],
        };
    }

    /// <summary>What has happened to every prompt so far.</summary>
    public PromptLedger Ledger { get; } = new();

    /// <summary>How many prompts are waiting for a response to finish.</summary>
    public int Waiting => _buffer.Count;

    /// <summary>Generates an iteration's responses.</summary>
    /// <param name="problems">The freshly drawn problems.</param>
    /// <param name="iteration">The iteration.</param>
    /// <param name="seed">The seed of the fresh responses.</param>
    /// <param name="listener">Hears of finished responses at once.</param>
    /// <returns>The finished groups, and what was generated.</returns>
    public Task<GeneratedGroups> GenerateAsync(IReadOnlyList<Problem> problems, int iteration, ulong seed, IFinishedRollouts listener)
    {
        var (dropped, droppedGroups) = _buffer.DropOlderThan(iteration - _rules.Schedule.MaxAge);
        Ledger.Drop(DropReason.TooOld, droppedGroups);
        _buffer.Add(problems.Select(problem => problem.Id), _options.SamplesPerPrompt, iteration, seed, $"{iteration}");
        Ledger.Draw(problems.Count);
        _rounds.EndOthers(_buffer.Begin(first: 0));
        return GenerateAsync(first: 0, iteration, dropped, listener);
    }

    /// <summary>Generates responses to problems that an iteration draws in place of others.</summary>
    /// <param name="problems">The problems.</param>
    /// <param name="iteration">The iteration.</param>
    /// <param name="refill">How often it has done so, this time included.</param>
    /// <param name="seed">The seed of the responses.</param>
    /// <param name="listener">Hears of finished responses at once.</param>
    /// <returns>The finished groups, and what was generated.</returns>
    public Task<GeneratedGroups> RefillAsync(IReadOnlyList<Problem> problems, int iteration, int refill, ulong seed, IFinishedRollouts listener)
    {
        var waiting = _buffer.Count;
        _buffer.Add(problems.Select(problem => problem.Id), _options.SamplesPerPrompt, iteration, seed, $"{iteration}.{refill}");
        Ledger.Refill(problems.Count);
        return GenerateAsync(waiting, iteration, dropped: 0, listener);
    }

    /// <summary>Which tokens of a finished response count in the loss: not an environment's, and not those of segments that are too old.</summary>
    /// <param name="rollout">The response.</param>
    /// <param name="iteration">The iteration that trains on it.</param>
    public bool[] Trains(Rollout rollout, int iteration) =>
        rollout.TokensWhere(segment => iteration - segment.PolicyVersion <= _rules.Schedule.MaxSegmentAge);

    /// <inheritdoc/>
    public void Save(string folder)
    {
        File.WriteAllText(Path.Combine(folder, ExecutorsFile), _rounds.Fingerprint);
        _buffer.Save(folder);
        Ledger.Save(folder);
    }

    /// <inheritdoc/>
    public void Load(string folder)
    {
        _rounds.WarnUnless(File.ReadAllText(Path.Combine(folder, ExecutorsFile)), _order.Stage);
        _buffer.Load(folder);
        Ledger.Load(folder);
    }

    private async Task<GeneratedGroups> GenerateAsync(int first, int iteration, int dropped, IFinishedRollouts listener)
    {
        var asked = _buffer.Begin(first)
            .Select(request => new AskedResponse(
                request with { TokenBudget = _rules.Schedule.TokenBudget }, _problems[request.Prompt].Prompt, _problems[request.Prompt].Problem))
            .ToList();
        var responses = new Dictionary<string, PendingResponse>(StringComparer.Ordinal);

        // After a stop, an iteration is repeated as a whole, so it is not interrupted inside.
        await _rounds.RunAsync(_policy, _order with { Policy = _policy.Publish(iteration) }, asked, _options.Parts, Take, CancellationToken.None)
            .ConfigureAwait(false);
        var finished = _buffer.TakeFinished().Select(group =>
            (_problems[group.Problem].Problem, (IReadOnlyList<Rollout>)[.. group.Responses.Select(response => response.Rollout!)]));
        var generated = new GeneratedGroups([.. finished], [.. asked.Select(each => responses[each.Request.Id])], dropped, iteration);
        Ledger.Generate(generated.Tokens);
        return generated;

        void Take(PendingResponse response)
        {
            responses.Add(response.Request.Id, response);
            var group = _buffer.Put(response);
            var problem = _problems[group.Problem].Problem;
            if (response.Rollout is not null)
                listener.Finished(problem, response.Rollout);
            if (group.IsFinished)
                listener.Finished(problem, [.. group.Responses.Select(entry => entry.Rollout!)]);
        }
    }
}

/// <summary>The result of a rollout phase.</summary>
/// <param name="Finished">The groups whose last response was finished, with their problems.</param>
/// <param name="Responses">What each response that was generated or continued has come to, by place.</param>
/// <param name="Dropped">How many responses were dropped as too old.</param>
/// <param name="Iteration">The iteration.</param>
internal sealed record GeneratedGroups(
    IReadOnlyList<(Problem Problem, IReadOnlyList<Rollout> Rollouts)> Finished, IReadOnlyList<PendingResponse> Responses, int Dropped, int Iteration)
{
    /// <summary>These groups, and what a refill of the same iteration added.</summary>
    public GeneratedGroups And(GeneratedGroups refill) =>
        new([.. Finished, .. refill.Finished], [.. Responses, .. refill.Responses], Dropped + refill.Dropped, Iteration);

    /// <summary>What this iteration's policy generated, by place.</summary>
    public IReadOnlyList<RolloutSegment> Segments { get; } =
    [
        .. Responses.SelectMany(response => (response.Rollout?.Turns ?? response.Request.Turns).OfType<PolicyTurn>())
            .SelectMany(turn => turn.Segments)
            .Where(segment => segment.PolicyVersion == Iteration),
    ];

    /// <summary>How many tokens that is.</summary>
    public int Tokens => Segments.Sum(segment => segment.Tokens.Count);

    /// <summary>How many responses the token budget cut.</summary>
    public int Cut => Responses.Count(response => response.Rollout is null);
}
