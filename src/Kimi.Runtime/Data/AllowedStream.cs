namespace Kimi.Runtime.Data;

/// <summary>
/// A file of which a reader gets as much as it was allowed: one that damaged data leads astray, such as to the same page for ever, is stopped.
/// </summary>
/// <param name="file">The file.</param>
internal sealed class AllowedStream(Stream file) : Stream
{
    // A call costs something even where it gets nothing.
    private const int CostOfCall = 16;

    private long _allowance;

    public override bool CanRead => true;

    public override bool CanSeek => true;

    public override bool CanWrite => false;

    public override long Length => file.Length;

    public override long Position { get => file.Position; set => Seek(value, SeekOrigin.Begin); }

    /// <summary>Allows so many bytes from now on, read in calls of at least a few bytes.</summary>
    public void Allow(long bytes) => _allowance = bytes;

    public override int Read(Span<byte> buffer)
    {
        var read = file.Read(buffer);
        Take(read + CostOfCall);
        return read;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) => new(Read(buffer.Span));

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        Task.FromResult(Read(buffer.AsSpan(offset, count)));

    public override long Seek(long offset, SeekOrigin origin)
    {
        Take(CostOfCall);
        return file.Seek(offset, origin);
    }

    public override void Flush()
    {
    }

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    private void Take(int cost)
    {
        _allowance -= cost;
        if (_allowance < 0)
            throw new InvalidDataException("its pages lead on and on");
    }
}
