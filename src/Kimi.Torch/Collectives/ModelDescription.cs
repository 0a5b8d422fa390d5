using System.Text.Json;
using Kimi.Torch.Models;
using static TorchSharp.torch;

namespace Kimi.Torch.Collectives;

/// <summary>What a trainer needs to have the same model, besides the weights.</summary>
/// <param name="Config">Its <c>config.json</c>.</param>
/// <param name="Type">The type of its weights.</param>
/// <param name="Precision">The number format of its matrix multiplications.</param>
/// <param name="Adapter">The shape of its adapter, if it has one.</param>
internal sealed record ModelDescription(string Config, ScalarType Type, Precision Precision, LowRankShape? Adapter)
{
    /// <summary>Of a model.</summary>
    public static byte[] Of(Transformer model) => JsonSerializer.SerializeToUtf8Bytes(new ModelDescription(
        ConfigJson.Write(model.Config, model.Parameters.Weights.dtype), model.Parameters.Weights.dtype, model.Precision, model.Adapter?.Shape));

    /// <summary>The model, with the weights that process 0 gives all.</summary>
    public static Transformer Receive(byte[] description, ICollective collective)
    {
        var (json, type, precision, adapter) = JsonSerializer.Deserialize<ModelDescription>(description)!;
        var config = ConfigJson.Read(System.Text.Encoding.UTF8.GetBytes(json), TransformerConfig.FileName);
        var parameters = new FlatParameters(ParameterLayout.Of(config), CPU, type);
        collective.Broadcast(parameters.Weights);
        return Transformer.Over(config, parameters, precision, adapter);
    }
}
