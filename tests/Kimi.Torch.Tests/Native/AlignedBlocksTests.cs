using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Kimi.Torch.Native;
using static TorchSharp.torch;

namespace Kimi.Torch.Tests.Native;

public class AlignedBlocksTests
{
    private const int Freed = 20;

    [SkippableTheory]
    [InlineData(1_000_000)]
    [InlineData(999_999)]
    [InlineData(1_031)]
    public void Tensors_fill_the_gaps_that_others_of_their_size_left(int numbers)
    {
        Skip.If(NativeHeap.InUse is null, "the heap is not that of the C library of GNU");
        LibTorch.Load();

        // Other tests may take gaps, but hardly every time.
        var filled = Enumerable.Range(0, 5).Max(_ => Filled(numbers));

        Assert.InRange(filled, Freed / 2, Freed);
    }

    private static int Filled(int numbers)
    {
        var first = Enumerable.Range(0, 2 * Freed).Select(_ => empty(numbers)).ToList();
        var freed = first.Where((_, index) => index % 2 == 0).Select(Address).ToHashSet();
        foreach (var (index, tensor) in first.Index())
        {
            if (index % 2 == 0)
                tensor.Dispose();
        }

        var second = Enumerable.Range(0, Freed).Select(_ => empty(numbers)).ToList();
        Assert.All(second, tensor => Assert.Equal(0, Address(tensor) % 64));
        var filled = second.Count(tensor => freed.Contains(Address(tensor)));
        foreach (var tensor in second.Concat(first.Where(tensor => !tensor.IsInvalid)))
            tensor.Dispose();
        return filled;

        static nint Address(Tensor tensor) => Unsafe.ByteOffset(ref Unsafe.NullRef<byte>(), ref MemoryMarshal.GetReference(tensor.bytes));
    }
}
