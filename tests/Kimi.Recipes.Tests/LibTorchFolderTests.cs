using System.Text;
using System.Text.Json.Nodes;

namespace Kimi.Recipes.Tests;

/// <summary>A libtorch of the user's own, given by KIMI_LIBTORCH, in separate processes: a mistake would end this one.</summary>
public sealed class LibTorchFolderTests : IDisposable
{
    private static readonly string s_own = Path.Combine(AppContext.BaseDirectory, "runtimes", "linux-x64", "native");

    private readonly RecipeProcess _recipes = new();

    public void Dispose() => _recipes.Dispose();

    [Fact]
    [Trait("Category", "Long")]
    public async Task A_copy_of_libtorch_is_used_alone_and_gives_the_same_bytes_as_the_applications_own()
    {
        string[] smoke = ["run", "quickstart", "--profile", "smoke", "--threads", "1"];
        using var own = new RecipeProcess();
        var (ownCode, ownOutput) = await own.RunAsync(smoke);
        Assert.True(ownCode == 0, ownOutput);
        _recipes.Environment["KIMI_LIBTORCH"] = CopyOfLibTorch();

        var (code, output) = await _recipes.RunAsync(smoke);
        var loaded = await LoadedLibrariesAsync();

        Assert.True(code == 0, output);
        foreach (var stage in new[] { "Sft", "LongCot", "Merged" })
            Assert.Equal(own.Weights("quickstart", stage), _recipes.Weights("quickstart", stage));
        Assert.All(new[] { "libtorch_cpu.so", "libtorch.so", "libc10.so", "libgomp" }, library =>
            Assert.Equal(_recipes.Environment["KIMI_LIBTORCH"], Path.GetDirectoryName(
                Assert.Single(loaded, path => Path.GetFileName(path).StartsWith(library, StringComparison.Ordinal)))));
    }

    [Fact]
    public async Task A_folder_of_links_is_used_and_a_link_to_nothing_is_reported()
    {
        var target = CopyOfLibTorch();
        var links = Directory.CreateDirectory(Path.Combine(_recipes.Folder, "links")).FullName;
        foreach (var file in Directory.EnumerateFiles(target))
            File.CreateSymbolicLink(Path.Combine(links, Path.GetFileName(file)), file);
        _recipes.Environment["KIMI_LIBTORCH"] = links;
        Assert.Contains(Path.Combine(target, "libtorch_cpu.so"), await LoadedLibrariesAsync());

        File.Delete(Path.Combine(target, "libtorch_cpu.so"));

        await AssertOneLineAsync($"'{links}/libtorch_cpu.so' is a link to '{target}/libtorch_cpu.so', which is not there");
    }

    [Theory]
    [InlineData("libtorch.so", "there is no libtorch.so in")]
    [InlineData("libgomp-98b21ff3.so.1", "libgomp-98b21ff3.so.1: cannot open shared object file")]
    public async Task A_library_that_is_missing_is_reported_in_a_line(string library, string message)
    {
        _recipes.Environment["KIMI_LIBTORCH"] = CopyOfLibTorch();
        File.Delete(Path.Combine(_recipes.Environment["KIMI_LIBTORCH"], library));

        await AssertOneLineAsync(message);
    }

    [Fact]
    public async Task A_library_that_was_cut_short_is_reported_in_a_line()
    {
        _recipes.Environment["KIMI_LIBTORCH"] = CopyOfLibTorch();
        using (var file = File.OpenWrite(Path.Combine(_recipes.Environment["KIMI_LIBTORCH"], "libtorch_cpu.so")))
            file.SetLength(file.Length / 2);

        await AssertOneLineAsync("is not a library, or only part of one");
    }

    [Fact]
    public async Task A_libtorch_of_another_version_that_lacks_functions_is_reported_in_a_line()
    {
        _recipes.Environment["KIMI_LIBTORCH"] = CopyOfLibTorch();
        Rewrite("_ZN2at4_ops19special_log_softmax", "_ZN2at4_ops19special_log_softmux");

        await AssertOneLineAsync("lacks 1 of the functions that are called here, such as at::_ops::special_log_softmax::call");
    }

    [Fact]
    public async Task A_libtorch_of_another_version_that_lacks_nothing_needed_is_used_and_noted()
    {
        _recipes.Environment["KIMI_LIBTORCH"] = CopyOfLibTorch();
        Rewrite("_ZN2at4_ops19adaptive_max_pool3d", "_ZN2at4_ops19adaptive_mux_pool3d");

        var (code, output) = await _recipes.RunAsync("doctor");

        Assert.True(code == 0, output);
        Assert.Contains("libtorch lacks at::_ops::adaptive_max_pool3d", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_folder_that_is_not_there_is_reported_in_a_line()
    {
        _recipes.Environment["KIMI_LIBTORCH"] = "/no/such/folder";

        await AssertOneLineAsync("there is no folder '/no/such/folder'");
    }

    [Fact]
    public async Task The_doctor_finds_nothing_wrong_with_the_applications_own_libtorch()
    {
        var file = Path.Combine(_recipes.Folder, "doctor.json");

        var (code, output) = await _recipes.RunAsync("doctor", "--output", file);

        Assert.True(code == 0, output);
        var report = JsonNode.Parse(File.ReadAllText(file))!;
        Assert.StartsWith("2.10.", (string)report["version"]!, StringComparison.Ordinal);
        Assert.Empty(report["functions"]!["missing"]!.AsArray());
        Assert.Equal(["a matrix product", "a backward pass", "sampled tokens"], report["calculations"]!.AsArray()
            .Take(3)
            .Select(calculation => (string)calculation!["name"]!));
        Assert.All(report["calculations"]!.AsArray(), calculation => Assert.True((bool)calculation!["agrees"]!));
    }

    private async Task AssertOneLineAsync(string message)
    {
        var (code, output) = await _recipes.RunAsync("plan", "quickstart", "--threads", "1");
        var (examined, report) = await _recipes.RunAsync("doctor");

        Assert.Equal(2, code);
        Assert.Contains(message, Assert.Single(output.Trim().Split('\n')), StringComparison.Ordinal);
        Assert.Equal(1, examined);
        Assert.Contains("problem", report, StringComparison.Ordinal);
    }

    private async Task<IReadOnlyList<string>> LoadedLibrariesAsync()
    {
        var file = Path.Combine(_recipes.Folder, "doctor.json");
        var (code, output) = await _recipes.RunAsync("doctor", "--output", file);
        Assert.True(code == 0, output);
        return [.. JsonNode.Parse(File.ReadAllText(file))!["libraries"]!.AsArray().Select(library => (string)library!)];
    }

    // Real copies, since two links to one file are one library to the dynamic linker.
    private string CopyOfLibTorch()
    {
        var folder = Directory.CreateDirectory(Path.Combine(_recipes.Folder, "libtorch")).FullName;
        foreach (var file in new[] { "libc10.so", "libtorch_cpu.so", "libtorch.so", "libgomp-98b21ff3.so.1" })
            File.Copy(Path.Combine(s_own, file), Path.Combine(folder, file));
        return folder;
    }

    private void Rewrite(string name, string other)
    {
        var path = Path.Combine(_recipes.Environment["KIMI_LIBTORCH"], "libtorch_cpu.so");
        var image = File.ReadAllBytes(path);
        var (old, replacement) = (Encoding.ASCII.GetBytes(name), Encoding.ASCII.GetBytes(other));
        var found = 0;
        for (var at = image.AsSpan().IndexOf(old); at >= 0; at = image.AsSpan().IndexOf(old))
        {
            replacement.CopyTo(image, at);
            found++;
        }

        Assert.NotEqual(0, found);
        File.WriteAllBytes(path, image);
    }
}
