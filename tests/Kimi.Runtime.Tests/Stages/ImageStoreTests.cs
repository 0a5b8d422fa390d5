using Kimi.Dsl;
using Kimi.Runtime.Artifacts;
using Kimi.Runtime.Settings;
using Kimi.Tests;
using Microsoft.Extensions.Options;
using SkiaSharp;

namespace Kimi.Runtime.Tests.Stages;

/// <summary>The images of a run, by the hash of their bytes.</summary>
public sealed class ImageStoreTests : IDisposable
{
    private readonly TemporaryFolder _runs = new();
    private readonly ImageStore _store;

    public ImageStoreTests() => _store = new(Options.Create(new KimiOptions { RunsFolder = _runs.Path }));

    public void Dispose() => _runs.Dispose();

    [Fact]
    public void The_same_bytes_are_one_image()
    {
        var png = Png();

        var (first, second) = (_store.Put(png), _store.Put([.. png]));

        Assert.Equal(first, second);
        Assert.Equal("image/png", first.MediaType);
        Assert.Equal(png, _store.Get(first.Hash));
        Assert.Single(Directory.GetFiles(Path.Combine(_runs.Path, ".store", ".images")));
    }

    [Fact]
    public void What_is_no_image_is_not_kept()
    {
        var png = Png();

        Assert.Contains("is no image", Assert.Throws<KimiException>(() => _store.Put("text"u8.ToArray())).Message, StringComparison.Ordinal);
        Assert.Contains("is a damaged PNG", Assert.Throws<KimiException>(() => _store.Put(png[..(png.Length / 2)])).Message, StringComparison.Ordinal);
        Assert.False(Directory.Exists(Path.Combine(_runs.Path, ".store", ".images")));
    }

    [Theory]
    [InlineData("../../etc/passwd")]
    [InlineData("")]
    [InlineData("ABCDEF0123456789ABCDEF0123456789ABCDEF0123456789ABCDEF0123456789")]
    public void A_hash_names_no_other_file(string hash)
    {
        var error = Assert.Throws<KimiException>(() => _store.Get(hash));

        Told.AssertMessage(error.Message);
        Assert.Contains("is no hash of an image", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_image_that_is_not_there_is_told()
    {
        var error = Assert.Throws<KimiException>(() => _store.Get(new string('a', 64)));

        Assert.Contains("run again the stage that reads it", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_a_power_failure_left_empty_is_written_again()
    {
        var png = Png();
        var hash = _store.Put(png).Hash;
        var kept = Path.Combine(_runs.Path, ".store", ".images", hash);
        _store.CopyTo(hash, Path.Combine(_runs.Path, "output"));

        File.WriteAllBytes(kept, []);
        _store.Put(png);
        Assert.Equal(png, _store.Get(hash));

        File.WriteAllBytes(kept, []);
        _store.Restore(hash, Path.Combine(_runs.Path, "output"));
        Assert.Equal(png, _store.Get(hash));
    }

    private static byte[] Png()
    {
        using var bitmap = new SKBitmap(40, 40);
        using var data = bitmap.Encode(SKEncodedImageFormat.Png, quality: 100);
        return data.ToArray();
    }
}
