using Kimi.Dsl;
using Kimi.Runtime.Artifacts;

namespace Kimi.Runtime.Rollouts;

/// <summary>
/// The replay buffer of partial rollouts (paper 2.6.2): the unfinished groups, oldest first. An unfinished response keeps its segments here (tokens,
/// log-probabilities, policy version) and continues ahead of fresh prompts; a group leaves when the last of its responses is finished.
/// </summary>
/// <param name="prompts">The problems; a checkpoint refers to them by index.</param>
internal sealed class ReplayBuffer(PromptSet prompts) : ICheckpointed
{
    private List<PendingGroup> _groups = [];

    /// <summary>How many groups are unfinished.</summary>
    public int Count => _groups.Count;

    /// <summary>The responses to generate or to continue: those of older groups first, those of one group consecutively.</summary>
    public IReadOnlyList<RolloutRequest> Requests => [.. _groups.SelectMany(group => group.Unfinished)];

    /// <summary>Adds a group of fresh responses for each problem.</summary>
    /// <param name="problems">The problems, from the prompts.</param>
    /// <param name="samplesPerPrompt">Responses per problem.</param>
    /// <param name="iteration">The iteration that drew them.</param>
    /// <param name="seed">The seed of their randomness.</param>
    public void Add(IReadOnlyList<Problem> problems, int samplesPerPrompt, int iteration, ulong seed) => _groups.AddRange(
        RolloutRequest.For(problems, samplesPerPrompt, seed)
            .Chunk(samplesPerPrompt)
            .Select(requests => new PendingGroup(requests[0].Problem, iteration, [.. requests.Select(request => new RolloutOutcome.Unfinished(request))])));

    /// <summary>Drops the unfinished responses of groups that were drawn before an iteration.</summary>
    /// <param name="iteration">The first iteration whose groups may continue.</param>
    /// <returns>How many responses were dropped, and how many groups with them: groups left with fewer than two responses have nothing to compare.</returns>
    public (int Responses, int Groups) DropOlderThan(int iteration)
    {
        var dropped = _groups.Where(group => group.DrawnAt < iteration).Sum(group => group.Unfinished.Count());
        _groups = [.. _groups.Select(
            group => group.DrawnAt >= iteration ? group : group with { Responses = [.. group.Responses.OfType<RolloutOutcome.Finished>()] })];
        return (dropped, _groups.RemoveAll(group => group.IsFinished && group.Responses.Count < 2));
    }

    /// <summary>Adds the outcomes of <see cref="Requests"/>, in their order.</summary>
    /// <param name="outcomes">One per request.</param>
    /// <returns>The finished groups; they leave the buffer.</returns>
    public IReadOnlyList<PendingGroup> Take(IReadOnlyList<RolloutOutcome> outcomes)
    {
        var next = new Queue<RolloutOutcome>(outcomes);
        _groups = [.. _groups.Select(
            group => group with { Responses = [.. group.Responses.Select(response => response is RolloutOutcome.Unfinished ? next.Dequeue() : response)] })];
        var finished = _groups.Where(group => group.IsFinished).ToList();
        _groups.RemoveAll(group => group.IsFinished);
        return finished;
    }

    /// <inheritdoc/>
    public void Save(string folder)
    {
        var places = prompts.Index()
            .DistinctBy(entry => entry.Item, ReferenceEqualityComparer.Instance)
            .ToDictionary(entry => (object)entry.Item, entry => entry.Index, ReferenceEqualityComparer.Instance);
        JsonLines.Write(
            StateFile(folder), _groups.Select(group => new SavedGroup(places[group.Problem], group.DrawnAt, [.. group.Responses.Select(SavedResponse.Of)])));
    }

    /// <inheritdoc/>
    public void Load(string folder) => _groups =
    [
        .. JsonLines.Read<SavedGroup>(StateFile(folder))
            .Select(saved =>
                new PendingGroup(prompts[saved.Place], saved.DrawnAt, [.. saved.Responses.Select(response => response.For(prompts[saved.Place]))])),
    ];

    private static string StateFile(string folder) => Path.Combine(folder, "replay-buffer.jsonl");

    private sealed record SavedGroup(int Place, int DrawnAt, IReadOnlyList<SavedResponse> Responses);

    private sealed record SavedResponse(IReadOnlyList<RolloutSegment> Segments, ulong? Seed, SavedEnd? End)
    {
        public static SavedResponse Of(RolloutOutcome response) => response switch
        {
            RolloutOutcome.Finished { Rollout: var rollout } => new(rollout.Segments, Seed: null, new(rollout.PromptTokens, rollout.Text, rollout.StopReason)),
            RolloutOutcome.Unfinished { Request: var request } => new(request.Segments, request.Seed, End: null),
            _ => throw new InvalidOperationException($"{response.GetType().Name} is a new kind of outcome: save it here"),
        };

        public RolloutOutcome For(Problem problem) => End is { } end
            ? new RolloutOutcome.Finished(
                new() { Problem = problem, PromptTokens = end.PromptTokens, Segments = Segments, Text = end.Text, StopReason = end.StopReason })
            : new RolloutOutcome.Unfinished(new(problem, Seed!.Value) { Segments = Segments });
    }

    private sealed record SavedEnd(int[] PromptTokens, string Text, StopReason StopReason);
}
