using Kimi.Dsl;
using Orleans;

namespace Kimi.Cluster.Workers;

/// <summary>The process that has work done, as workers call it: there is one, with key 0.</summary>
internal interface ILauncher : IGrainWithIntegerKey
{
    /// <summary>Joins.</summary>
    /// <param name="worker">The worker's name: the one that it was given, or its own if it was started elsewhere.</param>
    /// <param name="description">What it is.</param>
    /// <returns>Why it gets no orders; null if it gets them.</returns>
    Task<string?> JoinAsync(string worker, WorkerDescription description);

    /// <summary>The run's configuration, without what each host has for itself.</summary>
    Task<Dictionary<string, string>> ConfigurationAsync();

    /// <summary>Waits for an order, for a few seconds, or goes on with one of several pieces.</summary>
    /// <param name="worker">The worker, which asks once at a time.</param>
    /// <returns>The order's next piece, or null where there is no order: ask again.</returns>
    Task<OrderPiece?> NextOrderAsync(string worker);

    /// <summary>Tells what happened to an order.</summary>
    /// <param name="worker">The worker.</param>
    /// <param name="order">The order's number.</param>
    /// <param name="reports">What happened.</param>
    /// <returns>Whether the order is still wanted.</returns>
    Task<bool> ReportAsync(string worker, long order, WorkerReport[] reports);

    /// <summary>Says that it is alive, whatever it does.</summary>
    /// <param name="worker">The worker.</param>
    /// <returns>Whether it is still known; else it may join again.</returns>
    Task<bool> IsKnownAsync(string worker);

    /// <summary>The files of a published policy that an order of the worker names.</summary>
    /// <param name="hash">The hash of their folder.</param>
    Task<PublishedFile[]> FilesAsync(string hash);

    /// <summary>Reads a piece of such a file.</summary>
    /// <param name="hash">The hash of the folder.</param>
    /// <param name="file">The file's name.</param>
    /// <param name="offset">Where the piece begins, in bytes.</param>
    Task<byte[]> ReadAsync(string hash, string file, long offset);

    /// <summary>An image of a prompt.</summary>
    /// <param name="hash">Its hash.</param>
    Task<byte[]> ImageAsync(string hash);
}

/// <summary>A file of a published policy.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Length">Its bytes.</param>
/// <param name="Sha256">The SHA-256 of its content.</param>
[GenerateSerializer, Immutable]
internal sealed record PublishedFile([property: Id(0)] string Name, [property: Id(1)] long Length, [property: Id(2)] string Sha256);

/// <summary>What a worker is: orders go only to those whose description is the launcher's own.</summary>
/// <param name="Build">The <see cref="ApplicationBuild"/> of its application.</param>
/// <param name="Fingerprint">What the bits of its results depend on.</param>
[GenerateSerializer, Immutable]
internal sealed record WorkerDescription([property: Id(0)] string Build, [property: Id(1)] string Fingerprint)
{
    /// <summary>Why a worker that this process started gets no orders, in words that follow its name; null if it gets them.</summary>
    /// <param name="other">What it is.</param>
    public string? WhyNot(WorkerDescription other) =>
        other.Build != Build ? $"is of build {other.Build} and this process of {Build}: run again, once nobody builds the application meanwhile"
        : other.Fingerprint != Fingerprint
            ? $"computes as '{other.Fingerprint}' and this process as '{Fingerprint}', so results would differ: give both the same settings and processor"
        : null;

    /// <summary>Why a worker that was started elsewhere gets no orders, in words that follow its name; null if it gets them.</summary>
    /// <param name="other">What it is.</param>
    public string? WhyNotJoin(WorkerDescription other) =>
        other.Build != Build ? $"is of build {other.Build} and the run of {Build}, so it gets no work: copy the run's application to its host"
        : other.Fingerprint != Fingerprint
            ? $"computes as '{other.Fingerprint}' and the run as '{Fingerprint}', so it gets no work: give both the same settings and processor"
        : null;
}

/// <summary>An order for a worker.</summary>
/// <param name="Number">Its number.</param>
[GenerateSerializer, Immutable]
internal abstract record WorkerOrder([property: Id(0)] long Number)
{
    /// <summary>Responses to generate.</summary>
    /// <param name="Number">The order's number.</param>
    /// <param name="Order">The order, for a policy in files.</param>
    [GenerateSerializer, Immutable]
    internal sealed record Generate(long Number, [property: Id(0)] RolloutOrder Order) : WorkerOrder(Number);

    /// <summary>Responses to judge, beside others.</summary>
    /// <param name="Number">The order's number.</param>
    /// <param name="Order">The order.</param>
    [GenerateSerializer, Immutable]
    internal sealed record Judge(long Number, [property: Id(0)] VerdictOrder Order) : WorkerOrder(Number);

    /// <summary>An episode to begin, beside others.</summary>
    /// <param name="Number">The order's number.</param>
    /// <param name="Episode">The episode's number.</param>
    /// <param name="Order">The order.</param>
    [GenerateSerializer, Immutable]
    internal sealed record OpenEpisode(long Number, [property: Id(0)] long Episode, [property: Id(1)] EpisodeOrder Order) : WorkerOrder(Number);

    /// <summary>A turn of the policy, to which the environment replies.</summary>
    /// <param name="Number">The order's number.</param>
    /// <param name="Episode">The episode's number.</param>
    /// <param name="Turn">The turn.</param>
    [GenerateSerializer, Immutable]
    internal sealed record StepEpisode(long Number, [property: Id(0)] long Episode, [property: Id(1)] PolicyTurn Turn) : WorkerOrder(Number);

    /// <summary>An episode that is over, or no longer wanted; nothing is reported.</summary>
    /// <param name="Number">The order's number.</param>
    /// <param name="Episode">The episode's number.</param>
    [GenerateSerializer, Immutable]
    internal sealed record EndEpisode(long Number, [property: Id(0)] long Episode) : WorkerOrder(Number);
}

/// <summary>An episode to begin.</summary>
/// <param name="Environment">The environment.</param>
/// <param name="Problem">The problem, which may be a record of the team's own, as JSON.</param>
/// <param name="Context">The episode's id, seed and limits.</param>
[GenerateSerializer, Immutable]
internal sealed record EpisodeOrder(
    [property: Id(0)] ComponentReference Environment, [property: Id(1)] string Problem, [property: Id(2)] EpisodeContext Context);

/// <summary>A response, a group of them, or those of an iteration to judge.</summary>
/// <param name="Reward">The reward.</param>
/// <param name="Responses">The responses, by place: one for a reward that judges one by one.</param>
[GenerateSerializer, Immutable]
internal sealed record VerdictOrder([property: Id(0)] ComponentReference Reward, [property: Id(1)] ProblemResponses[] Responses);

/// <summary>Consecutive responses to one problem.</summary>
/// <param name="Problem">The problem, which may be a record of the team's own, as JSON.</param>
/// <param name="Rollouts">The responses.</param>
[GenerateSerializer, Immutable]
internal sealed record ProblemResponses([property: Id(0)] string Problem, [property: Id(1)] Rollout[] Rollouts);

/// <summary>What happened to an order.</summary>
[GenerateSerializer, Immutable]
internal abstract record WorkerReport
{
    /// <summary>Something happened within it.</summary>
    /// <param name="Event">What.</param>
    [GenerateSerializer, Immutable]
    internal sealed record Told([property: Id(0)] RolloutEvent Event) : WorkerReport;

    /// <summary>The responses are judged.</summary>
    /// <param name="Verdicts">How, one by one.</param>
    [GenerateSerializer, Immutable]
    internal sealed record Judged([property: Id(0)] Verdict[] Verdicts) : WorkerReport;

    /// <summary>The episode has begun.</summary>
    /// <param name="Opening">What stands before the policy's first turn.</param>
    [GenerateSerializer, Immutable]
    internal sealed record Opened([property: Id(0)] Message[] Opening) : WorkerReport;

    /// <summary>The environment has replied.</summary>
    /// <param name="Message">What it says; null if the episode is over.</param>
    [GenerateSerializer, Immutable]
    internal sealed record Replied([property: Id(0)] Message? Message) : WorkerReport;

    /// <summary>The episode cannot go on.</summary>
    /// <param name="Trouble">Why.</param>
    [GenerateSerializer, Immutable]
    internal sealed record Broken([property: Id(0)] Verdict Trouble) : WorkerReport;

    /// <summary>It is over.</summary>
    [GenerateSerializer, Immutable]
    internal sealed record Done : WorkerReport;

    /// <summary>Nobody can execute it.</summary>
    /// <param name="Lines">Why.</param>
    [GenerateSerializer, Immutable]
    internal sealed record Refused([property: Id(0)] string[] Lines) : WorkerReport;

    /// <summary>This worker cannot go on with it.</summary>
    /// <param name="Message">Why.</param>
    [GenerateSerializer, Immutable]
    internal sealed record Failed([property: Id(0)] string Message) : WorkerReport;
}
