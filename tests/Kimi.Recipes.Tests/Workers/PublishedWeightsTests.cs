using Kimi.Cluster.Weights;
using Kimi.Dsl;
using Kimi.Recipes.Chains;
using Kimi.Runtime.Settings;
using Kimi.Torch.Models;
using Kimi.Torch.Native;
using Kimi.Torch.Tokenization;
using Microsoft.Extensions.Options;

namespace Kimi.Recipes.Tests.Workers;

/// <summary>Versions of a policy in files: as long as an order uses them, and never longer than their process.</summary>
public sealed class PublishedWeightsTests : IDisposable
{
    private readonly string _runs = Directory.CreateTempSubdirectory("kimi-weights-test-").FullName;
    private readonly LoadedPolicy _policy;

    public PublishedWeightsTests()
    {
        LibTorch.SetThreads(1);
        var tokenizer = Tokenizer.OfCharacters(ChainTraces.Alphabet);
        var config = new TransformerConfig
        {
            HiddenSize = 8,
            IntermediateSize = 8,
            NumHiddenLayers = 1,
            NumAttentionHeads = 1,
            VocabSize = tokenizer.VocabularySize,
        };
        _policy = new(Transformer.Initialize(config, seed: 1), tokenizer);
    }

    [Fact]
    public void A_version_stays_while_an_order_uses_it_and_until_another_one_is_published()
    {
        using var weights = new PublishedWeights(Options.Create(new KimiOptions { RunsFolder = _runs }));
        var first = weights.Use(new("policy", 1), _policy);
        using var again = weights.Use(new("policy", 1), _policy);
        using var second = weights.Use(new("policy", 2), _policy);

        Assert.Equal(first.Policy, again.Policy);
        Assert.True(Directory.Exists(first.Policy.Folder));

        first.Dispose();
        using var third = weights.Use(new("policy", 3), _policy);
        Assert.True(Directory.Exists(first.Policy.Folder));

        again.Dispose();
        using var fourth = weights.Use(new("policy", 4), _policy);
        Assert.False(Directory.Exists(first.Policy.Folder));
        Assert.All([second, third, fourth], used => Assert.True(Directory.Exists(used.Policy.Folder)));
    }

    [Fact]
    public void Nothing_is_left_after_the_run_nor_of_a_process_that_was_killed()
    {
        string folder;
        string dead;
        using (var weights = new PublishedWeights(Options.Create(new KimiOptions { RunsFolder = _runs })))
        {
            using var version = weights.Use(new("policy", 1), _policy);
            folder = Path.GetDirectoryName(version.Policy.Folder)!;
            dead = Path.Combine(Path.GetDirectoryName(folder)!, "kimi-weights-of-the-dead");
            Directory.CreateDirectory(dead);
            File.WriteAllText(Path.Combine(dead, "lock"), "");
            using var next = new PublishedWeights(Options.Create(new KimiOptions { RunsFolder = _runs }));
            using var other = next.Use(new("policy", 1), _policy);
            Assert.True(Directory.Exists(folder));
        }

        Assert.False(Directory.Exists(folder));
        Assert.False(Directory.Exists(dead));
    }

    [Fact]
    public void A_worker_refuses_files_that_are_not_those_that_were_published()
    {
        using var weights = new PublishedWeights(Options.Create(new KimiOptions { RunsFolder = _runs }));
        using var worker = new MappedPolicies(Options.Create(new KimiOptions()), new NoImages());
        using var version = weights.Use(new("policy", 1), _policy);
        using (var lease = worker.Resolve(version.Policy))
            Assert.True(_policy.Model.Parameters.Weights.eq(lease.Policy.Model.Parameters.Weights).all().item<bool>());
        using var next = weights.Use(new("policy", 2), _policy);
        File.AppendAllText(Path.Combine(next.Policy.Folder, "config.json"), " ");

        var refused = Assert.Throws<KimiException>(() => worker.Resolve(next.Policy));

        Assert.StartsWith($"version 2 of policy in '{next.Policy.Folder}' has hash ", refused.Message, StringComparison.Ordinal);
    }

    public void Dispose()
    {
        _policy.Dispose();
        Directory.Delete(_runs, recursive: true);
    }
}
