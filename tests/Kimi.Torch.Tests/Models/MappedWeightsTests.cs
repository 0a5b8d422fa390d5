using System.Globalization;
using System.Text.RegularExpressions;
using Kimi.Dsl;
using Kimi.Tests;
using Kimi.Torch.Models;
using static TorchSharp.torch;

namespace Kimi.Torch.Tests.Models;

/// <summary>Published weights: computed with bit for bit as the published ones are, and in memory once.</summary>
public sealed partial class MappedWeightsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public static TheoryData<string> Kinds => [.. TinyModels.Kinds];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void A_mapped_model_computes_bit_for_bit_what_the_published_one_does(string kind)
    {
        using var model = TinyModels.Create(TinyModels.OfKind(kind));

        AssertMapsTo(model, Precision.Fp32);
    }

    [Fact]
    public void A_model_that_is_read_only_in_half_the_size_is_published_so()
    {
        using var trained = TinyModels.Create(TinyModels.Qwen);
        trained.Save(_folder.File("trained"));
        using var frozen = Transformer.LoadFrozen(_folder.File("trained"), precision: Precision.Bf16);

        AssertMapsTo(frozen, Precision.Bf16);
    }

    [Fact]
    public void An_adapter_stays_beside_the_weights()
    {
        using var trained = TinyModels.Create(TinyModels.Qwen);
        trained.Save(_folder.File("trained"));
        using var adapted = Transformer.LoadWithAdapter(_folder.File("trained"), new(2, 4, ["q_proj"]), seed: 3);
        using (no_grad())
            adapted.Trained.Weights.add_(0.125f);

        AssertMapsTo(adapted, Precision.Fp32);
    }

    [Fact]
    public void A_folder_that_was_saved_and_not_published_is_refused()
    {
        using var model = TinyModels.Create(TinyModels.Qwen);
        model.Save(_folder.Path);
        var other = TinyModels.Qwen with { TieWordEmbeddings = true };
        other.Save(_folder.Path);

        var refused = Assert.Throws<KimiException>(() => Transformer.Map(_folder.Path, CPU, Precision.Fp32));

        Assert.Contains("does not hold the weights of its config.json as they lie in memory", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_mapped_outlives_its_file_and_changes_nobody_elses()
    {
        using var model = TinyModels.Create(TinyModels.Qwen);
        var published = _folder.File("published");
        model.Publish(published);
        using var one = Transformer.Map(published, CPU, Precision.Fp32);
        using var other = Transformer.Map(published, CPU, Precision.Fp32);
        Directory.Delete(published, recursive: true);

        using (no_grad())
            one.Parameters.Weights.zero_();

        Assert.True(model.Parameters.Weights.eq(other.Parameters.Weights).all().item<bool>());
    }

    [SkippableFact]
    public void Weights_that_are_mapped_take_no_memory_of_the_process()
    {
        Skip.IfNot(OperatingSystem.IsLinux(), "memory is read from /proc");
        using var model = Transformer.Initialize(TinyModels.Qwen with { HiddenSize = 512, IntermediateSize = 8_192, VocabSize = 1_024 }, seed: 1);
        model.Publish(_folder.Path);
        var bytes = model.Parameters.Weights.numel() * sizeof(float);
        var before = AnonymousMemory();

        using var mapped = Transformer.Map(_folder.Path, CPU, Precision.Fp32);
        Assert.Equal(model.Parameters.Weights.sum().item<float>(), mapped.Parameters.Weights.sum().item<float>());

        Assert.InRange(bytes, 100_000_000, 200_000_000);
        Assert.InRange(AnonymousMemory() - before, long.MinValue, bytes / 20);
    }

    public void Dispose() => _folder.Dispose();

    private void AssertMapsTo(Transformer model, Precision precision)
    {
        using var scope = NewDisposeScope();
        using var noGradient = no_grad();
        var published = _folder.File("published");
        model.Publish(published);
        using var mapped = Transformer.Map(published, CPU, precision);

        var tokens_BT = TinyModels.RandomTokens(model.Config, 2, 9);
        Assert.True(model.Forward(tokens_BT).eq(mapped.Forward(tokens_BT)).all().item<bool>());
        Assert.Equal(model.Parameters.Weights.dtype, mapped.Parameters.Weights.dtype);
    }

    private static long AnonymousMemory() =>
        long.Parse(Anonymous().Match(File.ReadAllText("/proc/self/status")).Groups["kibibytes"].Value, CultureInfo.InvariantCulture) * 1024;

    [GeneratedRegex(@"RssAnon:\s+(?<kibibytes>\d+) kB")]
    private static partial Regex Anonymous();
}
