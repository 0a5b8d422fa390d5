using System.Text.Json;
using System.Text.Json.Nodes;
using Kimi.Dsl;
using Kimi.Torch.Files;

namespace Kimi.Torch.Models;

/// <summary>An adapter in the format of Hugging Face's PEFT: <c>adapter_config.json</c> and <c>adapter_model.safetensors</c>.</summary>
internal static class AdapterFiles
{
    /// <summary>The file that says what an adapter is.</summary>
    public const string ConfigFile = "adapter_config.json";

    /// <summary>The file with its numbers.</summary>
    public const string WeightsFile = "adapter_model.safetensors";

    // PEFT adapts whatever has the name of a target, and a tower's projections have the names of the text's.
    private const string NotOfTower = ".*vision_tower.*";

    // What PEFT can do otherwise, with the values that leave the computation as it is here.
    private static readonly (string Name, string[] Usual)[] s_usual =
    [
        ("peft_type", ["\"LORA\""]), ("bias", ["\"none\""]), ("use_rslora", ["false"]), ("use_dora", ["false"]), ("fan_in_fan_out", ["false"]),
        ("modules_to_save", ["[]"]), ("rank_pattern", ["{}"]), ("alpha_pattern", ["{}"]), ("layers_to_transform", ["[]"]), ("layers_pattern", ["[]"]),
        ("exclude_modules", ["[]", $"\"{NotOfTower}\""]),
        ("trainable_token_indices", ["[]"]), ("target_parameters", ["[]"]), ("use_qalora", ["false"]), ("lora_bias", ["false"]),
    ];

    /// <summary>The shape of the adapter in a folder; null if there is none.</summary>
    /// <exception cref="KimiException">It is of a kind that is not supported.</exception>
    public static LowRankShape? ReadShape(string folder)
    {
        var path = Path.Combine(folder, ConfigFile);
        if (SmallFile.ReadIfThere(path) is not { } content)
        {
            return FileStatus.Of(Path.Combine(folder, WeightsFile)) is null ? null
                : throw new KimiException($"'{folder}' has {WeightsFile} and no {ConfigFile}: copy the adapter again, or remove the file");
        }

        using var json = JsonPlace.Parse(content, path);
        var root = new JsonPlace(json.RootElement, path, "");
        foreach (var (name, usual) in s_usual)
        {
            if (root.Optional(name) is { } place && !usual.Contains(place.Element.GetRawText().Replace(" ", "", StringComparison.Ordinal)))
                throw place.Failure($"is {place.Element.GetRawText()}", $"use an adapter in which it is {usual[0]}");
        }

        var modules = root["target_modules"].Element.ValueKind == JsonValueKind.String && root["target_modules"].Text == "all-linear"
            ? LowRankShape.All
            : [.. root["target_modules"].Items.Select(item => item.Text)];
        if (modules.Except(LowRankShape.All).FirstOrDefault() is { } unknown)
            throw root["target_modules"].Failure($"has '{unknown}'", $"use an adapter of {string.Join(", ", LowRankShape.All)}");
        var rank = root["r"].Count;
        return rank > 0 && modules.Count > 0 ? new(rank, root["lora_alpha"].Number, modules) : throw root.Failure("describes an adapter without parameters");
    }

    /// <summary>Reads the numbers of an adapter.</summary>
    /// <exception cref="KimiException">The file is broken, or lacks a number, or has one that would not be used.</exception>
    public static void Read(string folder, LowRankAdapter adapter)
    {
        var stored = StoredWeights.Of(Path.Combine(folder, WeightsFile));
        CheckpointWeights.Check(stored, adapter.Parameters.Named.ToDictionary(entry => entry.Key, entry => entry.Value.shape), ConfigFile);
        CheckpointWeights.Load(stored, adapter.Parameters);
    }

    /// <summary>Writes an adapter.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="adapter">The adapter.</param>
    public static void Write(string folder, LowRankAdapter adapter)
    {
        Safetensors.Write(Path.Combine(folder, WeightsFile), adapter.Parameters.Named);
        var config = new JsonObject
        {
            ["peft_type"] = "LORA",
            ["task_type"] = "CAUSAL_LM",
            ["base_model_name_or_path"] = ".",
            ["r"] = adapter.Shape.Rank,
            ["lora_alpha"] = adapter.Shape.Alpha,
            ["lora_dropout"] = 0.0,
            ["target_modules"] = new JsonArray([.. adapter.Shape.Modules.Select(module => (JsonNode)module)]),
            ["exclude_modules"] = adapter.LeavesTowerOut ? NotOfTower : null,
            ["bias"] = "none",
            ["fan_in_fan_out"] = false,
            ["use_rslora"] = false,
            ["use_dora"] = false,
            ["modules_to_save"] = null,
            ["inference_mode"] = true,
        };
        DurableFiles.WriteText(Path.Combine(folder, ConfigFile), config.ToJsonString(new() { WriteIndented = true, NewLine = "\n" }) + "\n");
    }
}
