using System.Buffers.Binary;
using System.Text.Json;
using System.Text.Json.Serialization;
using Kimi.Dsl;

namespace Kimi.Sandbox.Local;

/// <summary>Frames between a worker and this process: the length of a JSON header, the header, and the bytes whose lengths it has.</summary>
/// <param name="requests">To the worker.</param>
/// <param name="answers">From it.</param>
internal sealed class Frames(Stream requests, Stream answers)
{
    private const int LargestHeader = 1 << 20;

    private static readonly JsonSerializerOptions s_json = new(JsonSerializerDefaults.Web) { Converters = { new JsonStringEnumConverter() } };

    /// <summary>Opens a job.</summary>
    /// <param name="job">The job.</param>
    public Task OpenAsync(BoxJob job) => WriteAsync(
        new
        {
            files = job.Files.Select(file => new { file.Name, Size = file.Data.Length, Mode = file.IsExecutable ? 0x1C0 : 0x180 }),
            job.IsPython,
            job.Command,
            job.Product,
            job.BoundAddresses,
            job.Cpu,
            job.Wall,
            job.Memory,
            job.Output,
            job.Disk,
            job.Processes,
        },
        [.. job.Files.Select(file => file.Data)]);

    /// <summary>Asks for a run.</summary>
    /// <param name="input">The run's standard input.</param>
    public Task RunAsync(ReadOnlyMemory<byte> input) => WriteAsync(new { Input = input.Length }, [input]);

    /// <summary>Ends the job.</summary>
    public Task CloseAsync() => WriteAsync(new { Input = (int?)null }, []);

    /// <summary>Reads an answer.</summary>
    /// <param name="cancellationToken">Stops waiting for it.</param>
    /// <exception cref="IOException">The worker ended.</exception>
    public async Task<BoxAnswer> ReadAsync(CancellationToken cancellationToken)
    {
        using var header = await ReadHeaderAsync(cancellationToken).ConfigureAwait(false);
        var ended = header.RootElement.Deserialize<Header>(s_json)!;
        return new(ended.Cpu, ended.Wall, ended.Peak, ended.Limit, ended.Code, ended.Signal)
        {
            Output = await ReadAsync(ended.Output, cancellationToken).ConfigureAwait(false),
            Error = await ReadAsync(ended.Error, cancellationToken).ConfigureAwait(false),
            Product = await ReadAsync(ended.Product, cancellationToken).ConfigureAwait(false),
        };
    }

    /// <summary>Reads a header alone.</summary>
    /// <param name="cancellationToken">Stops waiting for it.</param>
    /// <exception cref="IOException">The worker ended.</exception>
    public async Task<JsonDocument> ReadHeaderAsync(CancellationToken cancellationToken)
    {
        var length = BinaryPrimitives.ReadInt32LittleEndian(await ReadAsync(sizeof(int), cancellationToken).ConfigureAwait(false));
        if (length is < 0 or > LargestHeader)
            throw new IOException($"the worker's header has {length} bytes");
        return JsonDocument.Parse(await ReadAsync(length, cancellationToken).ConfigureAwait(false));
    }

    // At once: each use of a pipe costs about as much as a small program.
    private async Task WriteAsync(object header, IReadOnlyList<ReadOnlyMemory<byte>> parts)
    {
        var json = JsonSerializer.SerializeToUtf8Bytes(header, s_json);
        var frame = new byte[sizeof(int) + json.Length + parts.Sum(part => part.Length)];
        BinaryPrimitives.WriteInt32LittleEndian(frame, json.Length);
        json.CopyTo(frame, sizeof(int));
        var end = sizeof(int) + json.Length;
        foreach (var part in parts)
        {
            part.CopyTo(frame.AsMemory(end));
            end += part.Length;
        }

        await requests.WriteAsync(frame).ConfigureAwait(false);
        await requests.FlushAsync().ConfigureAwait(false);
    }

    private async Task<byte[]> ReadAsync(int count, CancellationToken cancellationToken)
    {
        var bytes = new byte[count];
        await answers.ReadExactlyAsync(bytes, cancellationToken).ConfigureAwait(false);
        return bytes;
    }

    private sealed record Header(double Cpu, double Wall, long Peak, SandboxLimit? Limit, int? Code, int? Signal, int Output, int Error, int Product);
}
