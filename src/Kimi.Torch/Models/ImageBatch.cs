using static TorchSharp.torch;

namespace Kimi.Torch.Models;

/// <summary>The images of a batch of tokens, each once, and which of their rows stand in the places of which tokens.</summary>
/// <param name="Pixels_N3HW">The images as a processor makes them, float32.</param>
/// <param name="Places_M">Places in the batch, counted over all rows of tokens, 64-bit; ascending.</param>
/// <param name="Patches_M">Which patch stands in each place, counted over all images, 64-bit.</param>
public sealed record ImageBatch(Tensor Pixels_N3HW, Tensor Places_M, Tensor Patches_M)
{
    /// <summary>Those of a part of the batch, in the current dispose scope: only the images that it has; null if it has none.</summary>
    /// <param name="start">The part's first place.</param>
    /// <param name="length">How many places it has.</param>
    /// <param name="patches">How many patches an image has.</param>
    internal ImageBatch? Part(long start, long length, int patches)
    {
        var places = Places_M.cpu().data<long>().ToArray();
        var (from, to) = (LowerBound(places, start), LowerBound(places, start + length));
        if (from == to)
            return null;
        var own = Patches_M.cpu().data<long>().ToArray()[from..to];
        long[] images = [.. own.Select(patch => patch / patches).Distinct()];
        var numbers = images.Index().ToDictionary(entry => entry.Item, entry => entry.Index);
        return new(
            Pixels_N3HW.index_select(0, tensor(images, device: Pixels_N3HW.device)),
            tensor(Array.ConvertAll(places[from..to], place => place - start), device: Places_M.device),
            tensor(Array.ConvertAll(own, patch => ((long)numbers[patch / patches] * patches) + (patch % patches)), device: Patches_M.device));
    }

    private static int LowerBound(long[] places, long place)
    {
        var found = Array.BinarySearch(places, place);
        return found < 0 ? ~found : found;
    }
}
