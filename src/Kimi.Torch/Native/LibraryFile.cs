namespace Kimi.Torch.Native;

/// <summary>How native libraries are named on this system, and what the system says about one that it cannot load.</summary>
internal static class LibraryFile
{
    /// <summary>A library's file name, such as <c>libtorch_cpu.so</c>.</summary>
    internal static string Name(string library) =>
        OperatingSystem.IsWindows() ? $"{library}.dll"
        : OperatingSystem.IsMacOS() ? $"lib{library}.dylib"
        : $"lib{library}.so";

    /// <summary>Why a library cannot be loaded: the dynamic linker's message, without the runtime's general advice in front of it.</summary>
    internal static string Reason(Exception exception) =>
        exception.Message.Split('\n').Select(line => line.Trim()).LastOrDefault(line => line.Length > 0) ?? "the system does not say why";
}
