using Kimi.Dsl;
using Orleans;

namespace Kimi.Cluster.Workers;

/// <summary>The process that starts workers, as they call it: there is one, with key 0.</summary>
internal interface ILauncher : IGrainWithIntegerKey
{
    /// <summary>Joins, and waits for orders; they end when the worker is not wanted.</summary>
    /// <param name="worker">The name that the worker was given.</param>
    /// <param name="description">What it is.</param>
    /// <param name="cancellationToken">Ends it.</param>
    IAsyncEnumerable<WorkerOrder> OrdersAsync(string worker, WorkerDescription description, CancellationToken cancellationToken);

    /// <summary>Tells what happened to an order.</summary>
    /// <param name="worker">The worker.</param>
    /// <param name="order">The order's number.</param>
    /// <param name="reports">What happened.</param>
    /// <returns>Whether the order is still wanted.</returns>
    Task<bool> ReportAsync(string worker, long order, WorkerReport[] reports);
}

/// <summary>What a worker is: orders go only to those whose description is the launcher's own.</summary>
/// <param name="Build">The <see cref="ApplicationBuild"/> of its application.</param>
/// <param name="Fingerprint">What the bits of its results depend on.</param>
[GenerateSerializer, Immutable]
internal sealed record WorkerDescription([property: Id(0)] string Build, [property: Id(1)] string Fingerprint)
{
    /// <summary>Why a worker gets no orders, in words that follow its name; null if it gets them.</summary>
    /// <param name="other">What it is.</param>
    public string? WhyNot(WorkerDescription other) =>
        other.Build != Build ? $"is of build {other.Build} and this process of {Build}: run again, once nobody builds the application meanwhile"
        : other.Fingerprint != Fingerprint
            ? $"computes as '{other.Fingerprint}' and this process as '{Fingerprint}', so results would differ: give both the same settings and processor"
        : null;
}

/// <summary>An order for a worker.</summary>
/// <param name="Number">Its number.</param>
/// <param name="Order">The order, for a policy in files.</param>
[GenerateSerializer, Immutable]
internal sealed record WorkerOrder([property: Id(0)] long Number, [property: Id(1)] RolloutOrder Order);

/// <summary>What happened to an order.</summary>
[GenerateSerializer, Immutable]
internal abstract record WorkerReport
{
    /// <summary>Something happened within it.</summary>
    /// <param name="Event">What.</param>
    [GenerateSerializer, Immutable]
    internal sealed record Told([property: Id(0)] RolloutEvent Event) : WorkerReport;

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
