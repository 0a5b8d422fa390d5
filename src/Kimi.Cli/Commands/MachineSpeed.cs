using System.Diagnostics;
using TorchSharp;

namespace Kimi.Cli.Commands;

/// <summary>Measures the speed of the machine.</summary>
internal static class MachineSpeed
{
    private const int Size = 1024;
    private const int Rounds = 5;

    /// <summary>The best of a few fp32 matrix products, in FLOP/s: less than a second on a slow machine.</summary>
    /// <param name="device">The device.</param>
    public static double MeasureMatmul(torch.Device device)
    {
        using var scope = torch.NewDisposeScope();
        using var inference = torch.inference_mode();
        var (left, right) = (torch.rand(Size, Size, device: device), torch.rand(Size, Size, device: device));
        Multiply(left, right);
        return 2.0 * Size * Size * Size / Enumerable.Range(0, Rounds).Min(_ => Multiply(left, right));
    }

    private static double Multiply(torch.Tensor left, torch.Tensor right)
    {
        var started = Stopwatch.GetTimestamp();
        using var product = torch.matmul(left, right);

        // A GPU has only finished when it is asked for a number.
        _ = product[0, 0].item<float>();
        return Stopwatch.GetElapsedTime(started).TotalSeconds;
    }
}
