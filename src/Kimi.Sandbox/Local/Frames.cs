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
    public async Task OpenAsync(BoxJob job)
    {
        await WriteHeaderAsync(new
        {
            files = job.Files.Select(file => new { file.Name, Size = file.Data.Length, Mode = file.IsExecutable ? 0x1C0 : 0x180 }),
            job.IsPython, job.Command, job.Product, job.BoundAddresses, job.Cpu, job.Wall, job.Memory, job.Output, job.Disk, job.Processes,
        }).ConfigureAwait(false);
        foreach (var file in job.Files)
            await requests.WriteAsync(file.Data).ConfigureAwait(false);
        await requests.FlushAsync().ConfigureAwait(false);
    }

    /// <summary>Asks for a run.</summary>
    /// <param name="input">The run's standard input.</param>
    public async Task RunAsync(ReadOnlyMemory<byte> input)
    {
        await WriteHeaderAsync(new { Input = input.Length }).ConfigureAwait(false);
        await requests.WriteAsync(input).ConfigureAwait(false);
        await requests.FlushAsync().ConfigureAwait(false);
    }

    /// <summary>Ends the job.</summary>
    public async Task CloseAsync()
    {
        await WriteHeaderAsync(new { Input = (int?)null }).ConfigureAwait(false);
        await requests.FlushAsync().ConfigureAwait(false);
    }

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

    private async Task WriteHeaderAsync(object header)
    {
        var json = JsonSerializer.SerializeToUtf8Bytes(header, s_json);
        var length = new byte[sizeof(int)];
        BinaryPrimitives.WriteInt32LittleEndian(length, json.Length);
        await requests.WriteAsync(length).ConfigureAwait(false);
        await requests.WriteAsync(json).ConfigureAwait(false);
    }

    private async Task<byte[]> ReadAsync(int count, CancellationToken cancellationToken)
    {
        var bytes = new byte[count];
        await answers.ReadExactlyAsync(bytes, cancellationToken).ConfigureAwait(false);
        return bytes;
    }

    private sealed record Header(double Cpu, double Wall, long Peak, SandboxLimit? Limit, int? Code, int? Signal, int Output, int Error, int Product);
}
