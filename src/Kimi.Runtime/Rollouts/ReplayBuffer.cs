using Kimi.Dsl;
using Kimi.Runtime.Artifacts;

namespace Kimi.Runtime.Rollouts;

/// <summary>
/// The replay buffer of partial rollouts (paper 2.6.2): the unfinished groups, oldest first. An unfinished response keeps its segments here (tokens,
/// log-probabilities, policy version) and continues ahead of fresh prompts; a group leaves when the last of its responses is finished.
/// </summary>
internal sealed class ReplayBuffer : ICheckpointed
{
    private readonly Dictionary<string, (int Group, int Place)> _places = new(StringComparer.Ordinal);
    private List<PendingGroup> _groups = [];

    /// <summary>How many groups are unfinished.</summary>
    public int Count => _groups.Count;

    /// <summary>The responses to generate or to continue: those of older groups first, those of one group consecutively.</summary>
    /// <param name="first">Leaves out the groups before this one.</param>
    public IReadOnlyList<RolloutRequest> Begin(int first)
    {
        _places.Clear();
        var requests = new List<RolloutRequest>();
        foreach (var (groupPlace, group) in _groups.Index().Skip(first))
        {
            foreach (var (place, response) in group.Responses.Index().Where(entry => entry.Item.Rollout is null))
            {
                _places.Add(response.Request.Id, (groupPlace, place));
                requests.Add(response.Request);
            }
        }

        return requests;
    }

    /// <summary>Adds a group of fresh responses for each problem.</summary>
    /// <param name="problems">The problems' ids.</param>
    /// <param name="samplesPerPrompt">Responses per problem.</param>
    /// <param name="iteration">The iteration that drew them.</param>
    /// <param name="seed">The seed of their randomness.</param>
    /// <param name="purpose">What their ids begin with.</param>
    public void Add(IEnumerable<string> problems, int samplesPerPrompt, int iteration, ulong seed, string purpose) => _groups.AddRange(
        RolloutRequest.For(problems, samplesPerPrompt, seed, purpose)
            .Chunk(samplesPerPrompt)
            .Select(requests => new PendingGroup(requests[0].Prompt, iteration, [.. requests.Select(request => new PendingResponse(request, Rollout: null))])));

    /// <summary>Drops the unfinished responses of groups that were drawn before an iteration.</summary>
    /// <param name="iteration">The first iteration whose groups may continue.</param>
    /// <returns>How many responses were dropped, and how many groups with them: groups left with fewer than two responses have nothing to compare.</returns>
    public (int Responses, int Groups) DropOlderThan(int iteration)
    {
        var before = _groups.Sum(group => group.Responses.Count);
        _groups = [.. _groups.Select(
            group => group.DrawnAt >= iteration ? group : group with { Responses = [.. group.Responses.Where(response => response.Rollout is not null)] })];
        return (before - _groups.Sum(group => group.Responses.Count), _groups.RemoveAll(group => group.IsFinished && group.Responses.Count < 2));
    }

    /// <summary>Puts what a request of <see cref="Begin"/> has come to in its place.</summary>
    /// <param name="response">The response, finished or to be continued.</param>
    /// <returns>Its group.</returns>
    public PendingGroup Put(PendingResponse response)
    {
        var (groupPlace, place) = _places[response.Request.Id];
        var group = _groups[groupPlace];
        return _groups[groupPlace] = group with { Responses = [.. group.Responses.Select((other, index) => index == place ? response : other)] };
    }

    /// <summary>Takes the finished groups out, oldest first.</summary>
    public IReadOnlyList<PendingGroup> TakeFinished()
    {
        var finished = _groups.Where(group => group.IsFinished).ToList();
        _groups.RemoveAll(group => group.IsFinished);
        return finished;
    }

    /// <inheritdoc/>
    public void Save(string folder) => JsonLines.Write(StateFile(folder), _groups);

    /// <inheritdoc/>
    public void Load(string folder) => _groups = JsonLines.Read<PendingGroup>(StateFile(folder));

    private static string StateFile(string folder) => Path.Combine(folder, "replay-buffer.jsonl");
}
