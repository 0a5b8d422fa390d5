using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using Kimi.Torch.Native;

// Counts of live tensors are counts of the process, so no other test may run beside one that takes them.
[assembly: CollectionBehavior(DisableTestParallelization = true)]

namespace Kimi.Tests;

/// <summary>Gives every test the same libtorch with one thread, on which results are the same to the last bit.</summary>
internal static class TorchFixture
{
    [ModuleInitializer]
    [SuppressMessage("Usage", "CA2255", Justification = "Tests have no main method from which to load it.")]
    internal static void Load() => LibTorch.SetThreads(1);
}
