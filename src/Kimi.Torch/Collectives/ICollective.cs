using static TorchSharp.torch;

namespace Kimi.Torch.Collectives;

/// <summary>
/// Several processes that compute together, numbered from 0. Tensors are contiguous and on the CPU, and each side gives the same number of values.
/// </summary>
internal interface ICollective : IDisposable
{
    /// <summary>This process's number.</summary>
    int Rank { get; }

    /// <summary>How many there are.</summary>
    int Size { get; }

    /// <summary>Adds up, in process 0, what all processes have; the same bits each time with the same number of processes.</summary>
    /// <param name="flat">This process's values, of 32-bit floating point; in process 0, then the sum.</param>
    void SumAtRoot(Tensor flat);

    /// <summary>Gives all processes what process 0 has.</summary>
    /// <param name="flat">The values, or the place for them.</param>
    void Broadcast(Tensor flat);

    /// <summary>Sends values to another process, which receives them in the order in which they were sent.</summary>
    /// <param name="values">The values.</param>
    /// <param name="rank">The other process.</param>
    void Send(Tensor values, int rank);

    /// <summary>Receives values from another process.</summary>
    /// <param name="values">The place for them.</param>
    /// <param name="rank">The other process.</param>
    void Receive(Tensor values, int rank);

    /// <summary>Waits until there is something to receive from process 0, for hours if need be, without using a core.</summary>
    void Wait();
}
