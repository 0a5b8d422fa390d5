using Kimi.Dsl;
using static TorchSharp.torch;

namespace Kimi.Torch.Models;

/// <summary>Collects the images of a batch, each once, and the places of their tokens.</summary>
/// <param name="images">The images that the policy sees; null for a policy of text alone.</param>
internal sealed class ImagePlaces(PolicyImages? images)
{
    private readonly Dictionary<string, int> _numbers = new(StringComparer.Ordinal);
    private readonly List<long> _places = [];
    private readonly List<long> _patches = [];

    /// <summary>Adds the images of a prompt.</summary>
    /// <param name="tokens">The prompt's tokens.</param>
    /// <param name="hashes">The hashes of its images, in the order of their tokens; null for none.</param>
    /// <param name="start">The place of its first token in the batch.</param>
    /// <exception cref="KimiException">The policy does not see, or the tokens have room for other than these images.</exception>
    public void Add(IReadOnlyList<int> tokens, IReadOnlyList<string>? hashes, long start)
    {
        if (hashes is null or [])
            return;
        var image = (images ?? throw new KimiException("a prompt has an image, and the policy has no vision tower: take a policy that sees")).Config.Tokens;
        var found = 0;
        for (var i = 0; i < tokens.Count; i++)
        {
            if (tokens[i] != image.Id)
                continue;
            if (found < hashes.Count * image.Count)
            {
                _places.Add(start + i);
                _patches.Add(((long)NumberOf(hashes[found / image.Count]) * image.Count) + (found % image.Count));
            }

            found++;
        }

        if (found != hashes.Count * image.Count)
        {
            throw new KimiException(
                $"a prompt of {hashes.Count} images has {found} tokens in their places, and the policy takes {image.Count} for each: "
                + "make its tokens by the policy that reads them");
        }
    }

    /// <summary>What was collected, in the current dispose scope; null if there are no images.</summary>
    /// <param name="device">The model's device.</param>
    public ImageBatch? ToBatch(Device device)
    {
        if (_places.Count == 0)
            return null;
        var size = images!.Config.ImageSize;
        float[] pixels = [.. _numbers.OrderBy(entry => entry.Value).SelectMany(entry => images.Pixels(entry.Key))];
        return new(
            tensor(pixels, [_numbers.Count, VisionConfig.Channels, size, size], device: device),
            tensor(_places.ToArray(), device: device),
            tensor(_patches.ToArray(), device: device));
    }

    private int NumberOf(string hash)
    {
        if (!_numbers.TryGetValue(hash, out var number))
            _numbers.Add(hash, number = _numbers.Count);
        return number;
    }
}
