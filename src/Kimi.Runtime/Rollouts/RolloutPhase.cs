using Kimi.Dsl;
using Kimi.Torch.Models;

namespace Kimi.Runtime.Rollouts;

/// <summary>
/// The rollout phase of an iteration (paper 2.6.1, 2.6.2): responses that earlier iterations left unfinished continue, ahead of those to freshly
/// drawn problems; responses cut by the token budget wait in the replay buffer for the next iteration.
/// </summary>
/// <param name="engine">Generates the responses.</param>
/// <param name="rules">Where responses stop and how they spread over iterations.</param>
/// <param name="prompts">The problems.</param>
internal sealed class RolloutPhase(IRolloutEngine engine, IReadOnlyList<IRolloutRule> rules, PromptSet prompts) : ICheckpointed
{
    private readonly ReplayBuffer _buffer = new(prompts);
    private readonly IRolloutSchedule _schedule = rules.OfType<IRolloutSchedule>().ToList() switch
    {
        [] => new WholeResponses(),
        [var only] => only,
        var several =>
            throw new KimiException(
                $"{string.Join(" and ", several.Select(schedule => schedule.GetType().Name))} both say how responses spread over iterations: keep one of them"),
    };

    /// <summary>What has happened to every prompt so far.</summary>
    public PromptLedger Ledger { get; } = new();

    /// <summary>How many prompts are waiting for a response to finish.</summary>
    public int Waiting => _buffer.Count;

    /// <summary>Generates an iteration's responses.</summary>
    /// <param name="policy">The policy.</param>
    /// <param name="problems">The freshly drawn problems.</param>
    /// <param name="options">How to sample.</param>
    /// <param name="iteration">The iteration.</param>
    /// <param name="seed">The seed of the fresh responses.</param>
    /// <returns>The finished groups, and what was generated.</returns>
    public GeneratedGroups Generate(LoadedPolicy policy, IReadOnlyList<Problem> problems, ReinforceAttribute options, int iteration, ulong seed)
    {
        var (dropped, droppedGroups) = _buffer.DropOlderThan(iteration - _schedule.MaxAge);
        Ledger.Drop(DropReason.TooOld, droppedGroups);
        _buffer.Add(problems, options.SamplesPerPrompt, iteration, seed);
        Ledger.Draw(problems.Count);
        var sampling = SamplingOptions.Of(options) with
        {
            TokenBudget = _schedule.TokenBudget,
            StopRules = [.. rules.OfType<IStopRule>()],
            PolicyVersion = iteration,
        };

        // After a stop, an iteration is repeated as a whole, so it is not interrupted inside.
        var outcomes = engine.Generate(policy, _buffer.Requests, sampling, CancellationToken.None);
        var generated = new GeneratedGroups([.. _buffer.Take(outcomes).Select(group => group.Finished)], outcomes, dropped, iteration);
        Ledger.Generate(generated.Tokens);
        return generated;
    }

    /// <summary>How many of a finished response's tokens are too old to count in the loss. They come first, since policies only get newer.</summary>
    /// <param name="rollout">The response.</param>
    /// <param name="iteration">The iteration that trains on it.</param>
    public int ExcludedTokens(Rollout rollout, int iteration) =>
        rollout.Segments.Where(segment => iteration - segment.PolicyVersion > _schedule.MaxSegmentAge).Sum(segment => segment.Tokens.Length);

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

    private sealed class WholeResponses : IRolloutSchedule
    {
        public int TokenBudget => int.MaxValue;

        public int MaxAge => 0;

        public int MaxSegmentAge => int.MaxValue;
    }
}

/// <summary>The result of a rollout phase.</summary>
/// <param name="Finished">The groups whose last response was finished.</param>
/// <param name="Outcomes">The outcome of each response that was generated or continued.</param>
/// <param name="Dropped">How many responses were dropped as too old.</param>
/// <param name="Iteration">The iteration.</param>
internal sealed record GeneratedGroups(IReadOnlyList<IReadOnlyList<Rollout>> Finished, IReadOnlyList<RolloutOutcome> Outcomes, int Dropped, int Iteration)
{
    /// <summary>What this iteration's policy generated: one segment of each response.</summary>
    public IReadOnlyList<RolloutSegment> Segments { get; } = [.. Outcomes.Select(Newest)];

    /// <summary>How many tokens that is.</summary>
    public int Tokens => Segments.Sum(segment => segment.Tokens.Length);

    /// <summary>How many responses the token budget cut.</summary>
    public int Cut => Outcomes.Count(outcome => outcome is RolloutOutcome.Unfinished);

    private static RolloutSegment Newest(RolloutOutcome outcome) => outcome switch
    {
        RolloutOutcome.Finished { Rollout: var rollout } => rollout.Segments[^1],
        RolloutOutcome.Unfinished { Request: var request } => request.Segments[^1],
        _ => throw new InvalidOperationException($"{outcome.GetType().Name} is a new kind of outcome: tell its newest segment here"),
    };
}
