using System.Collections.Concurrent;
using Kimi.Torch.Collectives;
using static TorchSharp.torch;

namespace Kimi.Torch.Tests.Collectives;

/// <summary>A collective of threads of this process.</summary>
internal sealed class ThreadCollective : ICollective
{
    private readonly BlockingCollection<Tensor>[,] _sent;

    private ThreadCollective(int rank, BlockingCollection<Tensor>[,] sent) => (Rank, _sent) = (rank, sent);

    public int Rank { get; }

    public int Size => _sent.GetLength(0);

    public static IReadOnlyList<ThreadCollective> Of(int size)
    {
        var sent = new BlockingCollection<Tensor>[size, size];
        for (var pair = 0; pair < size * size; pair++)
            sent[pair / size, pair % size] = [];
        return [.. Enumerable.Range(0, size).Select(rank => new ThreadCollective(rank, sent))];
    }

    public void SumAtRoot(Tensor flat)
    {
        if (Rank > 0)
        {
            Send(flat, 0);
            return;
        }

        using var noGradient = no_grad();
        for (var rank = 1; rank < Size; rank++)
        {
            using var other = _sent[rank, 0].Take();
            flat.add_(other);
        }
    }

    public void Broadcast(Tensor flat)
    {
        if (Rank > 0)
        {
            Receive(flat, 0);
            return;
        }

        for (var rank = 1; rank < Size; rank++)
            Send(flat, rank);
    }

    public void Send(Tensor values, int rank) => _sent[Rank, rank].Add(values.detach().clone().DetachFromDisposeScope());

    public void Receive(Tensor values, int rank)
    {
        using var noGradient = no_grad();
        using var received = _sent[rank, Rank].Take();
        values.copy_(received);
    }

    public void Wait()
    {
    }

    public void Dispose()
    {
    }
}
