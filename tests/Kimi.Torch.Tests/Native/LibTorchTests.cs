using Kimi.Dsl;
using Kimi.Torch.Native;
using TorchSharp;

namespace Kimi.Torch.Tests.Native;

public class LibTorchTests
{
    [Fact]
    public void Tensors_compute_after_loading_any_number_of_times()
    {
        LibTorch.Load();
        LibTorch.Load();

        using var sum = torch.ones(3).sum();
        Assert.Equal(3f, sum.item<float>());
    }

    [Fact]
    public void The_thread_count_holds_on_threads_that_come_later()
    {
        // Stages continue after an await on any free thread; with another count there, runs would not repeat bit for bit.
        var elsewhere = 0;
        var thread = new Thread(() => elsewhere = torch.get_num_threads());
        thread.Start();
        thread.Join();

        Assert.Equal(torch.get_num_threads(), elsewhere);
    }

    [Fact]
    public void A_thread_keeps_its_own_count_when_another_thread_sets_another()
    {
        var (before, own) = (torch.get_num_threads(), 0);
        var thread = new Thread(() =>
        {
            LibTorch.SetThreads(before + 1);
            var other = new Thread(() => LibTorch.SetThreads(before));
            other.Start();
            other.Join();
            own = torch.get_num_threads();
        });
        thread.Start();
        thread.Join();

        Assert.Equal(before + 1, own);
    }

    [Fact]
    public void A_thread_with_a_count_of_its_own_changes_no_other_threads_at_any_moment()
    {
        var (before, own) = (torch.get_num_threads(), 0);
        var others = new List<int>();
        var thread = new Thread(() =>
        {
            LibTorch.SetOwnThreads(before + 3);
            own = torch.get_num_threads();
        });
        thread.Start();
        while (thread.IsAlive || others.Count == 0)
        {
            var other = new Thread(() => others.Add(torch.get_num_threads()));
            other.Start();
            other.Join();
        }

        Assert.Equal(before + 3, own);
        Assert.All(others, count => Assert.Equal(before, count));
    }

    [Fact]
    public void A_thread_count_below_one_is_refused() => Assert.Throws<KimiException>(() => LibTorch.SetThreads(0));

    [Theory]
    [InlineData("cpu")]
    [InlineData(" CPU ")]
    public void The_cpu_is_a_device(string name) => Assert.Equal(DeviceType.CPU, ComputeDevice.Parse(name).type);

    [Theory]
    [InlineData("gpu")]
    [InlineData("")]
    [InlineData("cuda:x")]
    [InlineData("cuda:-1")]
    [InlineData("cpu:0:1")]
    [InlineData("cuda:99")]
    public void A_name_that_is_not_a_device_of_this_machine_is_explained(string name) =>
        Assert.Contains($"'{name}'", Assert.Throws<KimiException>(() => ComputeDevice.Parse(name)).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("GLIBC_2.2.5", 0x09691a75)]
    [InlineData("GLIBCXX_3.4.30", 0x0297f840)]
    public void The_hash_of_a_version_is_the_one_that_readelf_shows(string version, uint hash) => Assert.Equal(hash, ElfPatch.Hash(version));

    [Fact]
    public void A_patched_library_no_longer_needs_the_missing_version()
    {
        // Other systems have no such library, and nothing to patch.
        if (LibTorch.FindWrapper() is not { } library)
        {
            Assert.False(OperatingSystem.IsLinux());
            return;
        }

        var image = File.ReadAllBytes(library);
        var missingHash = BitConverter.GetBytes(ElfPatch.Hash(ElfPatch.MissingVersion));
        Assert.True(image.AsSpan().IndexOf(missingHash) >= 0);

        Assert.True(ElfPatch.TryApply(image));

        Assert.Equal(-1, image.AsSpan().IndexOf(missingHash));
        Assert.False(ElfPatch.TryApply(image));
    }

    [Theory]
    [InlineData("")]
    [InlineData("not a library")]
    public void A_file_that_is_not_a_library_is_left_alone(string content)
    {
        var image = System.Text.Encoding.ASCII.GetBytes(content.PadRight(100));
        var before = image.ToArray();

        Assert.False(ElfPatch.TryApply(image));

        Assert.Equal(before, image);
    }

    [Fact]
    public void Portions_of_a_kernel_run_once_each()
    {
        var runs = new int[5];

        OpenMp.Run(5, portion => Interlocked.Increment(ref runs[portion]));

        Assert.Equal([1, 1, 1, 1, 1], runs);
    }
}
