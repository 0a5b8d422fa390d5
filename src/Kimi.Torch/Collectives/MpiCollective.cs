using System.Globalization;
using System.Runtime.InteropServices;
using Kimi.Dsl;
using Kimi.Torch.Models.Kernels;
using TorchSharp;
using static TorchSharp.torch;

namespace Kimi.Torch.Collectives;

/// <summary>The processes that <see cref="OpenMpi"/> started.</summary>
internal sealed partial class MpiCollective : ICollective
{
    private const string Library = "libmpi.so.40";
    private const string RankVariable = "OMPI_COMM_WORLD_RANK";
    private const int Serialized = 2;
    private const int Tag = 0;

    // Counts are 32-bit.
    private const long MostValues = 1 << 28;

    // A waiting process looks this often at once, and then once in a millisecond.
    private const int Looks = 10_000;

    // MPI_IN_PLACE.
    private static readonly nint s_inPlace = 1;

    private readonly nint _world;
    private readonly nint _float;
    private readonly nint _byte;
    private readonly nint _sum;

    private MpiCollective()
    {
        var library = NativeLibrary.Load(Library);
        (_world, _float, _byte, _sum) = (
            NativeLibrary.GetExport(library, "ompi_mpi_comm_world"), NativeLibrary.GetExport(library, "ompi_mpi_float"),
            NativeLibrary.GetExport(library, "ompi_mpi_byte"), NativeLibrary.GetExport(library, "ompi_mpi_op_sum"));
        var (given, rank, size) = (0, 0, 0);
        Check(MPI_Init_thread(0, 0, Serialized, ref given));
        Check(MPI_Comm_rank(_world, ref rank));
        Check(MPI_Comm_size(_world, ref size));
        (Rank, Size) = (rank, size);
    }

    /// <summary>This process's number among those of <c>mpirun</c>; null where it is none of them.</summary>
    public static int? StartedRank =>
        int.TryParse(Environment.GetEnvironmentVariable(RankVariable), NumberStyles.None, CultureInfo.InvariantCulture, out var rank) ? rank : null;

    /// <inheritdoc/>
    public int Rank { get; }

    /// <inheritdoc/>
    public int Size { get; }

    /// <summary>Joins the processes that <c>mpirun</c> started with this one.</summary>
    /// <exception cref="KimiException">Open MPI is not there.</exception>
    public static MpiCollective Join()
    {
        try
        {
            return new();
        }
        catch (DllNotFoundException exception)
        {
            throw new KimiException($"{Library} is not there: apt-get install {OpenMpi.Package}", exception);
        }
    }

    /// <inheritdoc/>
    public void SumAtRoot(Tensor flat) => InParts(flat, flat.ElementSize, (values, count) => Check(Rank == 0
        ? MPI_Reduce(s_inPlace, values, count, _float, _sum, 0, _world)
        : MPI_Reduce(values, 0, count, _float, _sum, 0, _world)));

    /// <inheritdoc/>
    public void Broadcast(Tensor flat) => InParts(flat, 1, (values, count) => Check(MPI_Bcast(values, count, _byte, 0, _world)));

    /// <inheritdoc/>
    public void Send(Tensor values, int rank) => InParts(values, 1, (part, count) => Check(MPI_Send(part, count, _byte, rank, Tag, _world)));

    /// <inheritdoc/>
    public void Receive(Tensor values, int rank) => InParts(values, 1, (part, count) => Check(MPI_Recv(part, count, _byte, rank, Tag, _world, 0)));

    /// <inheritdoc/>
    public void Wait()
    {
        var isThere = 0;
        for (var looks = 0; ; looks++)
        {
            Check(MPI_Iprobe(0, Tag, _world, ref isThere, 0));
            if (isThere != 0)
                return;
            if (looks < Looks)
                Thread.Yield();
            else
                Thread.Sleep(1);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => Check(MPI_Finalize());

    private static unsafe void InParts(Tensor tensor, long unit, Action<nint, int> act)
    {
        if (!tensor.is_contiguous() || tensor.device_type != DeviceType.CPU)
            throw new ArgumentException("a tensor of a collective is contiguous and on the CPU", nameof(tensor));
        if (tensor.numel() == 0)
            return;
        using var flat = tensor.view(-1);
        var start = (nint)flat.Start();
        var bytes = flat.numel() * flat.ElementSize;
        for (long done = 0, part; done < bytes; done += part)
        {
            part = Math.Min(bytes - done, MostValues * unit);
            act(start + (nint)done, (int)(part / unit));
        }
    }

    private static void Check(int result)
    {
        if (result != 0)
            throw new InvalidOperationException($"a call of Open MPI ends with error {result}");
    }

    [LibraryImport(Library)]
    private static partial int MPI_Init_thread(nint argc, nint argv, int required, ref int provided);

    [LibraryImport(Library)]
    private static partial int MPI_Finalize();

    [LibraryImport(Library)]
    private static partial int MPI_Comm_rank(nint comm, ref int rank);

    [LibraryImport(Library)]
    private static partial int MPI_Comm_size(nint comm, ref int size);

    [LibraryImport(Library)]
    private static partial int MPI_Reduce(nint send, nint receive, int count, nint type, nint op, int root, nint comm);

    [LibraryImport(Library)]
    private static partial int MPI_Bcast(nint buffer, int count, nint type, int root, nint comm);

    [LibraryImport(Library)]
    private static partial int MPI_Send(nint buffer, int count, nint type, int destination, int tag, nint comm);

    [LibraryImport(Library)]
    private static partial int MPI_Recv(nint buffer, int count, nint type, int source, int tag, nint comm, nint status);

    [LibraryImport(Library)]
    private static partial int MPI_Iprobe(int source, int tag, nint comm, ref int flag, nint status);
}
