using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using Kimi.Torch.Native;

// Counts of live tensors are for the whole process, so no other test may run at the same time as one that counts them.
[assembly: CollectionBehavior(DisableTestParallelization = true)]

namespace Kimi.Tests;

/// <summary>Gives every test the same libtorch with one thread, with which results are the same to the last bit.</summary>
internal static class TorchFixture
{
    [ModuleInitializer]
    [SuppressMessage("Usage", "CA2255", Justification = "Tests have no main method from which to load it.")]
    internal static void Load() => LibTorch.SetThreads(1);
}
