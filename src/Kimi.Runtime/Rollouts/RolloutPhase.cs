using Kimi.Dsl;

namespace Kimi.Runtime.Rollouts;

/// <summary>Hears of responses as soon as they are finished, in any order, so that judging them can begin while others are generated.</summary>
public interface IFinishedRollouts
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
    private readonly RolloutDispatcher _dispatcher;
    private readonly PolicyHandle _policy;
    private readonly Dictionary<string, (Problem Problem, RolloutPrompt Prompt)> _problems;
    private readonly RolloutOrder _order;
    private readonly ReinforceAttribute _options;
    private readonly RolloutRules _rules;
    private readonly ReplayBuffer _buffer = new();

    /// <summary>Tokenizes the prompts.</summary>
    /// <param name="dispatcher">Has the responses generated.</param>
    /// <param name="policy">The policy.</param>
    /// <param name="prompts">The problems.</param>
    /// <param name="options">How to sample.</param>
    /// <param name="rules">How responses spread over iterations, and where they stop.</param>
    /// <param name="stage">The stage's name.</param>
    /// <param name="address">The stage's address.</param>
    /// <exception cref="KimiException">A problem cannot be asked.</exception>
    public RolloutPhase(
        RolloutDispatcher dispatcher, RolloutRules rules, PolicyHandle policy, PromptSet prompts, ReinforceAttribute options, string stage, string address)
    {
        (_dispatcher, _rules, _policy, _options) = (dispatcher, rules, policy, options);
        _problems = prompts.Zip(PromptTokens.Of(policy, prompts, options.MaxResponseTokens)).ToDictionary(entry => entry.First.Id, StringComparer.Ordinal);
        _order = new()
        {
            Stage = stage,
            Address = address,
            Policy = policy.Publish(0),
            Sampling = options.ToSampling() with { TokenBudget = rules.Schedule.TokenBudget, StopRules = rules.StopRules },
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
    public async Task<GeneratedGroups> GenerateAsync(IReadOnlyList<Problem> problems, int iteration, ulong seed, IFinishedRollouts listener)
    {
        var (dropped, droppedGroups) = _buffer.DropOlderThan(iteration - _rules.Schedule.MaxAge);
        Ledger.Drop(DropReason.TooOld, droppedGroups);
        _buffer.Add(problems.Select(problem => problem.Id), _options.SamplesPerPrompt, iteration, seed);
        Ledger.Draw(problems.Count);
        var requests = _buffer.Begin().ToDictionary(request => request.Id, StringComparer.Ordinal);
        var order = _order with
        {
            Policy = _policy.Publish(iteration),
            Prompts = [.. requests.Values.Select(request => request.Prompt).Distinct().Select(id => _problems[id].Prompt)],
            Requests = [.. requests.Values],
        };
        var text = new ResponseText(order.Sampling, _policy.Tokenizer);
        var answers = new Dictionary<string, RolloutEvent.Answer>(StringComparer.Ordinal);

        // After a stop, an iteration is repeated as a whole, so it is not interrupted inside.
        await foreach (var answer in _dispatcher.ExecuteAsync(_policy, order, _options.Parts, CancellationToken.None).ConfigureAwait(false))
        {
            answers.Add(answer.Request, answer);
            var (problem, prompt) = _problems[requests[answer.Request].Prompt];
            var response = RolloutAssembly.Take(requests[answer.Request], answer, problem.Id, prompt, text);
            var group = _buffer.Put(response);
            if (response.Rollout is not null)
                listener.Finished(problem, response.Rollout);
            if (group.IsFinished)
                listener.Finished(problem, [.. group.Responses.Select(entry => entry.Rollout!)]);
        }

        var finished = _buffer.TakeFinished().Select(group =>
            (_problems[group.Problem].Problem, (IReadOnlyList<Rollout>)[.. group.Responses.Select(response => response.Rollout!)]));
        var generated = new GeneratedGroups([.. finished], [.. requests.Keys.Select(id => answers[id])], dropped, iteration);
        Ledger.Generate(generated.Tokens);
        return generated;
    }

    /// <summary>Which tokens of a finished response count in the loss: not an environment's, and not those of segments that are too old.</summary>
    /// <param name="rollout">The response.</param>
    /// <param name="iteration">The iteration that trains on it.</param>
    public bool[] Trains(Rollout rollout, int iteration) =>
    [
        .. rollout.Turns.SelectMany(turn => turn is PolicyTurn policy
            ? policy.Segments.SelectMany(segment => segment.Tokens.Select(_ => iteration - segment.PolicyVersion <= _rules.Schedule.MaxSegmentAge))
            : turn.AllTokens.Select(_ => false)),
    ];

    /// <inheritdoc/>
    public void Save(string folder)
    {
        _buffer.Save(folder);
        Ledger.Save(folder);
    }

    /// <inheritdoc/>
    public void Load(string folder)
    {
        _buffer.Load(folder);
        Ledger.Load(folder);
    }
}

/// <summary>The result of a rollout phase.</summary>
/// <param name="Finished">The groups whose last response was finished, with their problems.</param>
/// <param name="Answers">What was generated of each response, by place.</param>
/// <param name="Dropped">How many responses were dropped as too old.</param>
/// <param name="Iteration">The iteration.</param>
internal sealed record GeneratedGroups(
    IReadOnlyList<(Problem Problem, IReadOnlyList<Rollout> Rollouts)> Finished, IReadOnlyList<RolloutEvent.Answer> Answers, int Dropped, int Iteration)
{
    /// <summary>How many tokens were generated.</summary>
    public int Tokens => Answers.Sum(answer => answer.Segment.Tokens.Count);

    /// <summary>How many responses the token budget cut.</summary>
    public int Cut => Answers.Count(answer => answer is RolloutEvent.Cut);
}
