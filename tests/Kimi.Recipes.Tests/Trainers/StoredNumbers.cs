using Kimi.Torch.Models;
using Kimi.Torch.Native;
using TorchSharp;

namespace Kimi.Recipes.Tests.Trainers;

/// <summary>All numbers of a file of tensors, and how far those of two lie apart.</summary>
internal static class StoredNumbers
{
    /// <summary>The numbers of a stage's file, tensor by tensor.</summary>
    internal static float[] Of(RecipeProcess run, string recipe, string stage, string file)
    {
        LibTorch.Load();
        using var scope = torch.NewDisposeScope();
        return [.. Safetensors.Read(Path.Combine(run.Runs, recipe, "latest", stage, "output", file))
            .OrderBy(tensor => tensor.Key, StringComparer.Ordinal).SelectMany(tensor => tensor.Value.data<float>().ToArray())];
    }

    /// <summary>‖values − reference‖ / ‖reference‖.</summary>
    internal static double Distance(float[] values, float[] reference) =>
        Math.Sqrt(values.Zip(reference, (value, other) => Math.Pow(value - other, 2)).Sum() / reference.Sum(value => Math.Pow(value, 2)));
}
