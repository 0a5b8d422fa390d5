using Kimi.Torch.Native;
using TorchSharp;

namespace Kimi.Torch.Models.Kernels;

/// <summary>Runs a kernel over rows, on as many threads as tensor operations of the calling thread use.</summary>
internal static class CpuLoop
{
    // Below this many floats per thread, waking another thread costs more than it saves.
    private const long WorthAThread = 16_384;

    /// <summary>Runs a kernel over the rows in even portions.</summary>
    /// <param name="rows">How many rows there are.</param>
    /// <param name="rowLength">How many floats a row touches.</param>
    /// <param name="kernel">Takes the first row, the row after the last, and the number of the portion.</param>
    internal static void Run(int rows, int rowLength, Action<int, int, int> kernel)
    {
        var portions = Portions(rows, rowLength);
        if (portions == 1)
        {
            kernel(0, rows, 0);
            return;
        }

        OpenMp.Run(portions, portion =>
            kernel((int)((long)rows * portion / portions), (int)((long)rows * (portion + 1) / portions), portion));
    }

    /// <summary>Into how many portions <see cref="Run"/> will divide the rows.</summary>
    internal static int Portions(int rows, int rowLength) =>
        (int)Math.Clamp((long)rows * rowLength / WorthAThread, 1, torch.get_num_threads());
}
