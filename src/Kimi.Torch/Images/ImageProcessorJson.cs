using System.Text;
using Kimi.Dsl;
using Kimi.Torch.Files;

namespace Kimi.Torch.Images;

/// <summary>What is done to images.</summary>
/// <param name="Size">Their height and width afterwards.</param>
/// <param name="Filter">How they are resized.</param>
/// <param name="Factor">What each value from 0 to 255 is multiplied with.</param>
/// <param name="Mean">What is then subtracted, for each colour.</param>
/// <param name="Deviation">What the rest is divided by.</param>
internal sealed record ImageProcessorConfig(int Size, ResamplingFilter Filter, double Factor, IReadOnlyList<double> Mean, IReadOnlyList<double> Deviation);

/// <summary>
/// The <c>preprocessor_config.json</c> of a <c>SiglipImageProcessor</c>, or what newer versions of transformers write of it as <c>image_processor</c> of
/// <c>processor_config.json</c>. A key is read, or known to change nothing, or refused.
/// </summary>
internal static class ImageProcessorJson
{
    private const string Preprocessor = "preprocessor_config.json";
    private const string Processor = "processor_config.json";
    private const string Nested = "image_processor";

    /// <summary>The files that have it.</summary>
    public static readonly IReadOnlyList<string> FileNames = [Preprocessor, Processor];

    // The fast one resizes by other code to nearly the same numbers.
    private static readonly string[] s_types = ["SiglipImageProcessor", "SiglipImageProcessorFast"];

    private static readonly string[] s_read =
        ["image_processor_type", "do_resize", "size", "resample", "do_rescale", "rescale_factor", "do_normalize", "image_mean", "image_std"];

    // Images are always made RGB. What newer versions write of tensors concerns their own memory.
    private static readonly ConfigKey[] s_known =
    [
        new("do_center_crop", "false"), new("do_pad", "false"), new("data_format", "\"channels_first\""), new("input_data_format", "\"channels_first\""),
        .. new[]
        {
            "do_convert_rgb", "processor_class", "crop_size", "default_to_square", "device", "disable_grouping", "return_tensors", "_valid_processor_keys",
            "auto_map", "pad_size", "feature_extractor_type", "image_seq_length",
        }.Select(name => new ConfigKey(name)),
    ];

    /// <summary>The file that SigLIP has for images of a size.</summary>
    /// <param name="size">The size.</param>
    public static IReadOnlyDictionary<string, byte[]> Usual(int size) => new Dictionary<string, byte[]>
    {
        [Preprocessor] = Encoding.UTF8.GetBytes($$"""
            {
              "do_normalize": true,
              "do_rescale": true,
              "do_resize": true,
              "image_mean": [0.5, 0.5, 0.5],
              "image_processor_type": "SiglipImageProcessor",
              "image_std": [0.5, 0.5, 0.5],
              "resample": 3,
              "rescale_factor": 0.00392156862745098,
              "size": {"height": {{size}}, "width": {{size}}}
            }

            """),
    };

    /// <summary>Reads it.</summary>
    /// <param name="files">The files that there are, by name.</param>
    /// <param name="folder">Their folder, for messages.</param>
    /// <param name="size">The size of the tower's images.</param>
    /// <exception cref="KimiException">There is none, or a key would make other numbers, or images have another size.</exception>
    public static ImageProcessorConfig Read(IReadOnlyDictionary<string, byte[]> files, string folder, int size)
    {
        if (files.TryGetValue(Processor, out var processor))
        {
            using var json = JsonPlace.Parse(processor, Path.Combine(folder, Processor));
            var root = new JsonPlace(json.RootElement, Path.Combine(folder, Processor), "");
            if (root.Optional("num_additional_image_tokens") is { } additional && additional.Count != 0)
                throw additional.Failure($"is {additional.Count}", "use a model whose images have a token for each patch and no others");
            if (!files.ContainsKey(Preprocessor) && root.Optional(Nested) is { } nested)
                return Read(nested, size);
        }

        if (!files.TryGetValue(Preprocessor, out var preprocessor))
            throw new KimiException($"there is no {Preprocessor} in '{folder}', and its policy sees: give a checkpoint folder with it");
        using var own = JsonPlace.Parse(preprocessor, Path.Combine(folder, Preprocessor));
        return Read(new JsonPlace(own.RootElement, Path.Combine(folder, Preprocessor), ""), size);
    }

    private static ImageProcessorConfig Read(JsonPlace root, int size)
    {
        if (root["image_processor_type"] is var type && !s_types.Contains(type.Text))
            throw type.Failure($"is '{type.Text}'", $"use a checkpoint with a {s_types[0]}");
        foreach (var step in new[] { "do_resize", "do_rescale", "do_normalize" })
        {
            if (!root.Flag(step, usual: true))
                throw root[step].Failure("is false", "use a checkpoint in which it is true");
        }

        _ = PreservedKeys.Of(root, s_read, s_known);
        var sides = root["size"];
        foreach (var side in new[] { sides["height"], sides["width"] })
        {
            if (side.Count != size)
                throw side.Failure($"is {side.Count}, and the tower takes images of {size} x {size}", "use the files of one checkpoint");
        }

        var deviation = Colours(root, "image_std");
        if (deviation.Any(value => value <= 0))
            throw root["image_std"].Failure("is not above 0");
        return new(size, Filter(root), root.Optional("rescale_factor")?.Number ?? 1 / 255.0, Colours(root, "image_mean"), deviation);
    }

    private static ResamplingFilter Filter(JsonPlace root) => root.Optional("resample") is not { } place ? ResamplingFilter.Bicubic
        : place.Count is 2 or 3 ? (ResamplingFilter)place.Count
        : throw place.Failure($"is {place.Count}", "use a checkpoint in which it is 2, bilinear, or 3, bicubic");

    private static double[] Colours(JsonPlace root, string key)
    {
        if (root.Optional(key) is not { } place)
            return [0.5, 0.5, 0.5];
        if (place.Element.ValueKind == System.Text.Json.JsonValueKind.Number)
            return [place.Number, place.Number, place.Number];
        double[] values = [.. place.Items.Select(item => item.Number)];
        return values.Length == 3 ? values : throw place.Failure($"has {values.Length} numbers and not one for each of 3 colours");
    }
}
