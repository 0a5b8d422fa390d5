using Kimi.Cluster.Launching;
using Kimi.Cluster.Weights;
using Kimi.Cluster.Workers;
using Kimi.Dsl;
using Kimi.Recipes.Chains;
using Kimi.Runtime.Settings;
using Kimi.Torch.Models;
using Kimi.Torch.Native;
using Kimi.Torch.Tokenization;
using Microsoft.Extensions.Options;
using static TorchSharp.torch;

namespace Kimi.Recipes.Tests.Workers;

/// <summary>Copies of policies on another machine: the same bits, and only the files that it does not have.</summary>
public sealed class CopiedWeightsTests : IDisposable
{
    private readonly string _runs = Directory.CreateTempSubdirectory("kimi-copies-test-").FullName;
    private readonly PublishedWeights _published;
    private readonly CopiedWeights _copies;
    private readonly Desk _desk;

    public CopiedWeightsTests()
    {
        LibTorch.SetThreads(1);
        var options = Options.Create(new KimiOptions { RunsFolder = _runs });
        (_published, _copies) = (new(options), new(options));
        _desk = new(new(_published, new NoImages(), []));
    }

    [Fact]
    public async Task A_copy_has_the_bits_of_what_was_published_and_of_a_trained_adapter_only_the_adapter_travels()
    {
        using var policy = Adapted();
        using var first = _published.Use(new("policy", 1), policy);
        var (copied, bytes) = await CopyAsync(first.Policy);
        using (no_grad())
            policy.Model.Adapter!.Parameters.Weights.add_(1);
        using var second = _published.Use(new("policy", 2), policy);
        var (copiedAgain, bytesAgain) = await CopyAsync(second.Policy);
        var (_, bytesOfTheSame) = await CopyAsync(first.Policy);

        Assert.Equal(first.Files.Sum(file => file.Length), bytes);
        Assert.Equal(second.Files.Single(file => file.Name == "adapter_model.safetensors").Length, bytesAgain);
        Assert.Equal(0, bytesOfTheSame);
        using var worker = new MappedPolicies(Options.Create(new KimiOptions()), new NoImages());
        using (var lease = worker.Resolve(copiedAgain))
            Assert.True(policy.Model.Adapter.Parameters.Weights.eq(lease.Policy.Model.Adapter!.Parameters.Weights).all().item<bool>());
        using (var lease = worker.Resolve(copied))
            Assert.False(policy.Model.Adapter.Parameters.Weights.eq(lease.Policy.Model.Adapter!.Parameters.Weights).all().item<bool>());
    }

    [Fact]
    public async Task Two_versions_are_kept_and_older_ones_are_deleted_with_the_files_that_only_they_have()
    {
        using var policy = Adapted();
        var folders = new List<string>();
        for (var version = 1; version <= 3; version++)
        {
            using (no_grad())
                policy.Model.Adapter!.Parameters.Weights.add_(1);
            using var used = _published.Use(new("policy", version), policy);
            folders.Add((await CopyAsync(used.Policy)).Policy.Folder);
        }

        Assert.Equal([false, true, true], folders.Select(Directory.Exists));
        // The files of the two versions, and the lock: they share all but the adapter.
        Assert.Equal(Directory.GetFiles(folders[2]).Length + 2, Directory.GetFiles(Path.GetDirectoryName(folders[2])!).Length);
    }

    [Fact]
    public async Task A_copy_that_was_damaged_on_its_way_is_refused_and_copied_again_when_it_is_asked_for_again()
    {
        using var policy = Adapted();
        using var used = _published.Use(new("policy", 1), policy);
        _desk.Damages = true;

        var refused = await Assert.ThrowsAsync<InvalidDataException>(() => CopyAsync(used.Policy));
        _desk.Damages = false;
        var (copied, _) = await CopyAsync(used.Policy);

        Assert.Matches("^the copy of '.*' has SHA-256 [0-9a-f]{64}, and what was published has [0-9a-f]{64}$", refused.Message);
        using var worker = new MappedPolicies(Options.Create(new KimiOptions()), new NoImages());
        worker.Resolve(copied).Dispose();
    }

    public void Dispose()
    {
        _copies.Dispose();
        _published.Dispose();
        Directory.Delete(_runs, recursive: true);
    }

    private async Task<(PublishedPolicy Policy, long Bytes)> CopyAsync(PublishedPolicy policy)
    {
        var (copied, bytes) = (policy, 0L);
        await foreach (var piece in _copies.CopyAsync(policy, _desk, there => copied = there, CancellationToken.None))
            bytes += piece;
        return (copied, bytes);
    }

    private LoadedPolicy Adapted()
    {
        var tokenizer = Tokenizer.OfCharacters(ChainTraces.Alphabet);
        var config = new TransformerConfig
        {
            HiddenSize = 8,
            IntermediateSize = 8,
            NumHiddenLayers = 1,
            NumAttentionHeads = 1,
            VocabSize = tokenizer.VocabularySize,
        };
        var folder = Path.Combine(_runs, "base");
        using (var model = Transformer.Initialize(config, seed: 1))
            model.Save(folder);
        return new(Transformer.LoadWithAdapter(folder, new(2, 4, LowRankShape.All), seed: 2), tokenizer);
    }

    // The launcher as a worker sees it, in this process.
    private sealed class Desk(LauncherDesk desk) : IPublishedFiles
    {
        public bool Damages { get; set; }

        public Task<PublishedFile[]> FilesAsync(string hash) => Task.FromResult(desk.Files(hash));

        public async Task<byte[]> ReadAsync(string hash, string file, long offset)
        {
            var piece = await desk.ReadAsync(hash, file, offset);
            if (Damages)
                piece[^1] ^= 1;
            return piece;
        }

        public Task<byte[]> ImageAsync(string hash) => Task.FromResult(desk.Image(hash));
    }
}
