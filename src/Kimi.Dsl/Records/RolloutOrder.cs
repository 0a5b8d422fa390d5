using System.Text.Json.Serialization;

namespace Kimi.Dsl;

/// <summary>One part of an iteration's requests for one version of a policy: all that an executor needs to know.</summary>
public sealed record RolloutOrder
{
    /// <summary>The stage that asks.</summary>
    public required string Stage { get; init; }

    /// <summary>The address of the stage's output.</summary>
    public required string Address { get; init; }

    /// <summary>Which part of the iteration's requests these are, 0-based.</summary>
    public int Part { get; init; }

    /// <summary>How many parts there are.</summary>
    public int Parts { get; init; } = 1;

    /// <summary>The policy to sample from.</summary>
    public required PublishedPolicy Policy { get; init; }

    /// <summary>How to sample.</summary>
    public required SamplingOptions Sampling { get; init; }

    /// <summary>The prompts.</summary>
    public required ValueList<RolloutPrompt> Prompts { get; init; }

    /// <summary>The responses to generate or to continue. Those to one prompt are consecutive, so that it is read once.</summary>
    public required ValueList<RolloutRequest> Requests { get; init; }

    /// <summary>
    /// The ids of requests that an executor which failed has answered before. They are among the requests, since the bits of a response may depend on the
    /// others of its part; whoever gives the others the same bits without them need not answer them again.
    /// </summary>
    public ValueList<string> Answered { get; init; } = [];

    /// <summary>
    /// Splits an order into parts: its prompts are dealt out in turn, so that the part and the batch of a response are functions of its place alone. The
    /// responses to one prompt stay together, since they share its keys and values.
    /// </summary>
    /// <param name="parts">How many parts; fewer where there are fewer prompts.</param>
    public IReadOnlyList<RolloutOrder> Split(int parts)
    {
        var dealt = new List<List<RolloutRequest>>();
        var prompts = 0;
        for (var i = 0; i < Requests.Count; i++)
        {
            if (i == 0 || Requests[i].Prompt != Requests[i - 1].Prompt)
                prompts++;
            if (dealt.Count < Math.Min(parts, prompts))
                dealt.Add([]);
            dealt[(prompts - 1) % parts].Add(Requests[i]);
        }

        return [.. dealt.Select((requests, part) =>
        {
            var asked = requests.Select(request => request.Prompt).ToHashSet();
            return this with { Part = part, Parts = parts, Requests = [.. requests], Prompts = [.. Prompts.Where(prompt => asked.Contains(prompt.Id))] };
        })];
    }
}

/// <summary>A prompt of an order.</summary>
/// <param name="Id">Identifies it within the order.</param>
/// <param name="Tokens">Its tokens; at least one.</param>
public sealed record RolloutPrompt(string Id, ValueList<int> Tokens)
{
    /// <summary>The hashes of its images, in the order of their tokens; null for none. Whoever executes the order finds them in the store of images.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ValueList<string>? Images { get; init; }
}

/// <summary>A response to generate, or to continue.</summary>
/// <param name="Id">Identifies it within its stage.</param>
/// <param name="Prompt">The <see cref="RolloutPrompt.Id"/> of the prompt it answers.</param>
/// <param name="Seed">
/// The seed of its randomness: the token at each position depends on the seed, the position and the policy, and neither on the rest of the batch nor
/// on how often the response was cut.
/// </param>
public sealed record RolloutRequest(string Id, string Prompt, ulong Seed)
{
    /// <summary>What there is of it: finished turns, and the policy's turn that is to be continued, if any. Empty for a fresh response.</summary>
    public ValueList<Turn> Turns { get; init; } = [];

    /// <summary>The most tokens that the response may gain by this order; an unfinished one is then cut. Default: no limit.</summary>
    public int TokenBudget { get; init; } = int.MaxValue;

    /// <summary>The turns with what has been sampled since: a part of the policy's turn in progress, or the beginning of its next.</summary>
    /// <param name="segment">What has been sampled.</param>
    public ValueList<Turn> TurnsWith(RolloutSegment segment) => Turns is [.., PolicyTurn begun]
        ? [.. Turns.SkipLast(1), new PolicyTurn([.. begun.Segments, segment])]
        : [.. Turns, new PolicyTurn([segment])];

    /// <summary>Requests for a group of fresh responses to each prompt, with seeds of their own.</summary>
    /// <param name="prompts">The ids of the prompts; one may occur several times.</param>
    /// <param name="samplesPerPrompt">Responses per prompt; they are consecutive.</param>
    /// <param name="seed">The seed that their seeds derive from.</param>
    /// <param name="purpose">What their ids begin with.</param>
    public static IReadOnlyList<RolloutRequest> For(IEnumerable<string> prompts, int samplesPerPrompt, ulong seed, string purpose) =>
    [
        .. from prompt in prompts.Index()
           let promptSeed = SeededRandom.DeriveSeed(seed, "prompt", prompt.Index)
           from sample in Enumerable.Range(0, samplesPerPrompt)
           select new RolloutRequest($"{purpose}/{prompt.Index}/{sample}", prompt.Item, SeededRandom.DeriveSeed(promptSeed, "sample", sample)),
    ];
}
