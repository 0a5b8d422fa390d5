using System.Text.Json.Nodes;
using Kimi.Torch.Files;

namespace Kimi.Torch.Models;

/// <summary>Writes <c>generation_config.json</c>, which tells other programs where a text ends.</summary>
internal static class GenerationConfig
{
    internal static void Save(string folder, TransformerConfig config)
    {
        var json = new JsonObject { ["do_sample"] = true, ["temperature"] = 1.0 };
        foreach (var (key, token) in new[] { ("bos_token_id", config.BosTokenId), ("eos_token_id", config.EosTokenId), ("pad_token_id", config.PadTokenId) })
        {
            if (token is { } id)
                json[key] = id;
        }

        DurableFiles.WriteText(Path.Combine(folder, "generation_config.json"), json.ToJsonString() + "\n");
    }
}
