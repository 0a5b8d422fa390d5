using System.Text.Json.Nodes;
using Kimi.Dsl;
using Kimi.Tests;
using Kimi.Torch.Images;

namespace Kimi.Torch.Tests.Images;

/// <summary>What the <c>preprocessor_config.json</c> of a checkpoint says is done, or refused by name.</summary>
public sealed class ImageProcessorTests : IDisposable
{
    private const string FileName = "preprocessor_config.json";

    // As transformers writes that of SigLIP, but for the size.
    private const string Siglip = """
        {"do_convert_rgb": null, "do_normalize": true, "do_rescale": true, "do_resize": true, "image_mean": [0.5, 0.5, 0.5],
         "image_processor_type": "SiglipImageProcessor", "image_std": [0.5, 0.5, 0.5], "processor_class": "LlavaProcessor", "resample": 3,
         "rescale_factor": 0.00392156862745098, "size": {"height": 2, "width": 2}}
        """;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Values_come_by_colours_from_minus_one_to_one()
    {
        File.WriteAllText(_folder.File(FileName), Siglip);
        var png = ImageSamples.Png(2, [[0, 51, 255, 255, 102, 0], [0, 153, 0, 255, 204, 255]]);

        var values = ImageProcessor.Load(_folder.Path, 2).Process(png, "'x'", new());

        float[] expected = [-1, 1, -1, 1, -0.6f, -0.2f, 0.2f, 0.6f, 1, -1, -1, 1];
        Assert.All(expected.Zip(values), pair => Assert.Equal(pair.First, pair.Second, 1e-6f));
    }

    [Fact]
    public void Each_colour_has_its_own_mean_and_deviation()
    {
        File.WriteAllText(_folder.File(FileName), With("image_mean", "[0, 0.2, 1]", "image_std", "[1, 0.5, 0.25]", "rescale_factor", "0.01"));

        var values = ImageProcessor.Load(_folder.Path, 2).Process(new RgbImage(1, 1, [100, 70, 50]));

        Assert.Equal([1f, 1f, 1f, 1f, 1f, 1f, 1f, 1f, -2f, -2f, -2f, -2f], values, (a, b) => Math.Abs(a - b) < 1e-6);
    }

    [Fact]
    public void The_filter_is_the_file_s()
    {
        var image = ResamplingTests.Noise(7, 5);
        File.WriteAllText(_folder.File(FileName), Siglip);
        var bicubic = ImageProcessor.Load(_folder.Path, 2).Process(image);
        File.WriteAllText(_folder.File(FileName), With("resample", "2"));

        var bilinear = ImageProcessor.Load(_folder.Path, 2).Process(image);

        Assert.Equal(Resampling.Resize(image, 2, 2, ResamplingFilter.Bilinear).Pixels[0] / 127.5 - 1, bilinear[0], 1e-6);
        Assert.NotEqual(bicubic, bilinear);
    }

    [Fact]
    public void A_newer_checkpoint_has_it_in_its_processor()
    {
        File.WriteAllText(_folder.File("processor_config.json"), $$"""
            {"image_processor": {{Siglip}}, "image_token": "<image>", "num_additional_image_tokens": 0, "patch_size": 1, "processor_class": "LlavaProcessor"}
            """);

        Assert.Equal(2, ImageProcessor.Load(_folder.Path, 2).Size);
    }

    [Fact]
    public void Its_files_are_written_as_they_were_read()
    {
        File.WriteAllText(_folder.File(FileName), Siglip);
        File.WriteAllText(_folder.File("processor_config.json"), "{\"patch_size\":   1}");

        ImageProcessor.Load(_folder.Path, 2).Save(Directory.CreateDirectory(_folder.File("again")).FullName);

        foreach (var name in new[] { FileName, "processor_config.json" })
            Assert.Equal(File.ReadAllBytes(_folder.File(name)), File.ReadAllBytes(_folder.File($"again/{name}")));
    }

    [Theory]
    [InlineData("image_processor_type", "\"CLIPImageProcessor\"", "image_processor_type is 'CLIPImageProcessor'")]
    [InlineData("image_processor_type", "null", "has no image_processor_type")]
    [InlineData("do_resize", "false", "do_resize is false")]
    [InlineData("do_rescale", "false", "do_rescale is false")]
    [InlineData("do_normalize", "false", "do_normalize is false")]
    [InlineData("do_center_crop", "true", "do_center_crop is true")]
    [InlineData("do_pad", "true", "do_pad is true")]
    [InlineData("resample", "0", "resample is 0")]
    [InlineData("size", "{\"shortest_edge\": 2}", "size has no height")]
    [InlineData("size", "{\"height\": 2, \"width\": 3}", "size.width is 3, and the tower takes images of 2 x 2")]
    [InlineData("image_mean", "[0.5]", "image_mean has 1 numbers")]
    [InlineData("image_std", "[0.5, 0, 0.5]", "image_std is not above 0")]
    [InlineData("do_splitting", "true", "do_splitting may change what the model computes")]
    public void What_would_make_other_numbers_is_refused_by_name(string key, string value, string explanation)
    {
        File.WriteAllText(_folder.File(FileName), With(key, value));

        var error = Assert.Throws<KimiException>(() => ImageProcessor.Load(_folder.Path, 2));

        Told.AssertMessage(error.Message);
        Assert.Contains(explanation, error.Message, StringComparison.Ordinal);
        Assert.Contains(FileName, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Tokens_beyond_the_patches_are_refused()
    {
        File.WriteAllText(_folder.File(FileName), Siglip);
        File.WriteAllText(_folder.File("processor_config.json"), "{\"num_additional_image_tokens\": 1}");

        var error = Assert.Throws<KimiException>(() => ImageProcessor.Load(_folder.Path, 2));

        Assert.Contains("num_additional_image_tokens is 1", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_folder_without_one_is_told()
    {
        var error = Assert.Throws<KimiException>(() => ImageProcessor.Load(_folder.Path, 2));

        Assert.Contains($"there is no {FileName} in", error.Message, StringComparison.Ordinal);
    }

    private static string With(params string[] keysAndValues)
    {
        var json = JsonNode.Parse(Siglip)!.AsObject();
        foreach (var pair in keysAndValues.Chunk(2))
            json[pair[0]] = JsonNode.Parse(pair[1]);
        return json.ToJsonString();
    }
}
