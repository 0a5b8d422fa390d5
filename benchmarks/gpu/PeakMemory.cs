using System.Diagnostics;
using Kimi.Torch.Native;
using TorchSharp;

namespace Kimi.Gpu;

/// <summary>The most memory in use since the last reset, sampled every few milliseconds: of the GPU, over all its users, or of this
/// process.</summary>
internal sealed class PeakMemory : IDisposable
{
    private static readonly TimeSpan s_interval = TimeSpan.FromMilliseconds(20);

    private readonly torch.Device _device;
    private readonly Timer _timer;
    private long _peak;

    public PeakMemory(torch.Device device)
    {
        _device = device;
        _timer = new(_ => Sample(), null, TimeSpan.Zero, s_interval);
    }

    public long Peak
    {
        get
        {
            Sample();
            return Interlocked.Read(ref _peak);
        }
    }

    public void Reset() => Interlocked.Exchange(ref _peak, 0);

    public void Dispose() => _timer.Dispose();

    private void Sample()
    {
        var now = _device.type == DeviceType.CPU
            ? Process.GetCurrentProcess().WorkingSet64
            : CudaDriver.Devices(out _).Where(gpu => gpu.Index == Math.Max(_device.index, 0)).Sum(gpu => gpu.TotalBytes - gpu.FreeBytes);
        for (var peak = Interlocked.Read(ref _peak); now > peak
            && Interlocked.CompareExchange(ref _peak, now, peak) != peak; peak = Interlocked.Read(ref _peak))
        {
        }
    }
}
