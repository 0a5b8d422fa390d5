using TorchSharp;

namespace Kimi.Gpu;

/// <summary>How much is measured: enough to fill a GPU, or what a CPU completes in minutes.</summary>
/// <param name="MatmulSize">The side length of the matrices for the ceiling.</param>
/// <param name="Training">Batches: sequences and their length.</param>
/// <param name="Slots">How many responses are decoded at a time.</param>
/// <param name="ResponseTokens">The longest response.</param>
/// <param name="Prompts">Prompts of the iteration.</param>
/// <param name="MicroBatchTokens">Tokens per backward pass.</param>
internal sealed record Workload(
    int MatmulSize, IReadOnlyList<(int Batch, int Time)> Training, IReadOnlyList<int> Slots, int ResponseTokens, int Prompts, int MicroBatchTokens)
{
    public static Workload For(torch.Device device) => device.type == DeviceType.CPU
        ? new(1024, [(1, 64)], [1, 8], ResponseTokens: 8, Prompts: 2, MicroBatchTokens: 256)
        : new(8192, [(4, 1024), (16, 1024)], [1, 64, 256, 512], ResponseTokens: 128, Prompts: 32, MicroBatchTokens: 16_384);
}
