using System.Globalization;
using Kimi.Dsl;
using TorchSharp;

namespace Kimi.Torch.Native;

/// <summary>Names of devices as they are written in options: <c>cpu</c>, <c>cuda</c>, <c>cuda:1</c>.</summary>
public static class ComputeDevice
{
    /// <summary>Parses a device's name and makes sure that this machine has the device.</summary>
    /// <param name="name">The name, in any case.</param>
    /// <returns>The device.</returns>
    /// <exception cref="KimiException">The name is not a device's, or the machine has no such device.</exception>
    public static torch.Device Parse(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        LibTorch.Load();
        var parts = name.Trim().ToLowerInvariant().Split(':');
        if (parts is ["cpu"])
            return torch.CPU;
        if (parts is not (["cuda"] or ["cuda", _]))
            throw new KimiException($"'{name}' names no device: write cpu, cuda or cuda:<index>");

        var index = 0;
        if (parts.Length == 2 && !int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out index))
            throw new KimiException($"'{parts[1]}' in device '{name}' is not an index: write cuda:0 for the first GPU");
        var count = torch.cuda.is_available() ? torch.cuda.device_count() : 0;
        if (index >= count)
        {
            throw new KimiException(count == 0
                ? $"device '{name}' was asked for, but libtorch sees no CUDA GPU here: build with -p:KimiDevice=cuda on a machine with one, or use cpu"
                : $"device '{name}' was asked for, but there are {count} GPUs here: use cuda:0 to cuda:{count - 1}");
        }

        return torch.device(DeviceType.CUDA, index);
    }
}
