using Kimi.Runtime.Models;
using static TorchSharp.torch;

namespace Kimi.Runtime.Optimization;

/// <summary>A model and its optimizer within a checkpoint.</summary>
internal static class TrainingState
{
    private const string OptimizerFile = "optimizer.safetensors";

    public static void Save(string folder, LoadedPolicy policy, FlatAdam optimizer)
    {
        using var scope = NewDisposeScope();
        policy.Save(folder);
        Safetensors.Write(Path.Combine(folder, OptimizerFile), optimizer.State());
    }

    public static void Load(string folder, LoadedPolicy policy, FlatAdam optimizer)
    {
        using var scope = NewDisposeScope();
        using var saved = Transformer.Load(folder, policy.Model.Device);
        policy.Model.Parameters.CopyFrom(saved.Parameters);
        var state = Safetensors.Read(Path.Combine(folder, OptimizerFile));
        optimizer.LoadState(state);
        foreach (var tensor in state.Values)
            tensor.Dispose();
    }
}
