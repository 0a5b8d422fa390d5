using System.Text.Json.Nodes;
using Kimi.Dsl;
using Kimi.Torch.Files;

namespace Kimi.Torch.Models;

/// <summary>How rotary wavelengths are stretched, as <c>rope_scaling</c> or, since version 5 of transformers, <c>rope_parameters</c> say it.</summary>
internal static class RotaryScalingJson
{
    private static readonly string[] s_always = ["rope_type", "type", "rope_theta"];

    /// <summary>Reads it; null where nothing is stretched.</summary>
    /// <param name="place">The object, if there is one.</param>
    /// <param name="context">The model's context, if the file says.</param>
    /// <exception cref="KimiException">It is of a kind or has a value that is not supported.</exception>
    public static RotaryScaling? Read(JsonPlace? place, int? context)
    {
        if (place is not { } json)
            return null;
        var type = (json.Optional("rope_type") ?? json.Optional("type"))?.Text ?? throw json.Failure("has no rope_type");
        switch (type)
        {
            case "default":
                HasOnly(json, "factor");
                return json.Optional("factor") is { } factor && factor.Number != 1 ? throw factor.Failure("is there, but rope_type is default") : null;
            case "linear":
                HasOnly(json, "factor");
                return new RotaryScaling.Linear(Factor(json));
            case "llama3":
                HasOnly(json, "factor", "low_freq_factor", "high_freq_factor", "original_max_position_embeddings");
                var (low, high) = (json["low_freq_factor"].Number, json["high_freq_factor"].Number);
                return low < high
                    ? new RotaryScaling.Llama3(Factor(json), low, high, Positive(json["original_max_position_embeddings"]))
                    : throw json.Failure($"has a low_freq_factor of {low} that is not below its high_freq_factor of {high}");
            case "yarn":
                HasOnly(
                    json, "factor", "original_max_position_embeddings", "attention_factor", "beta_fast", "beta_slow", "mscale", "mscale_all_dim", "truncate");
                return new RotaryScaling.Yarn(Factor(json), OldContext(json, context))
                {
                    BetaFast = json.Optional("beta_fast")?.Number ?? 32,
                    BetaSlow = json.Optional("beta_slow")?.Number ?? 1,
                    AttentionFactor = json.Optional("attention_factor")?.Number,
                    MagnitudeScale = json.Optional("mscale")?.Number,
                    MagnitudeScaleOfAll = json.Optional("mscale_all_dim")?.Number,
                    Truncate = json.Flag("truncate", usual: true),
                };
            default:
                throw json.Failure($"is of type '{type}'", "use a model with one of the types default, linear, llama3, yarn");
        }
    }

    /// <summary>Writes it as <c>rope_scaling</c>, which all versions of transformers read.</summary>
    public static JsonObject? Write(RotaryScaling? scaling)
    {
        var json = scaling switch
        {
            null => null,
            RotaryScaling.Linear linear => new JsonObject { ["rope_type"] = "linear", ["factor"] = linear.Factor },
            RotaryScaling.Llama3 llama => new JsonObject
            {
                ["rope_type"] = "llama3",
                ["factor"] = llama.Factor,
                ["low_freq_factor"] = llama.LowFrequencyFactor,
                ["high_freq_factor"] = llama.HighFrequencyFactor,
                ["original_max_position_embeddings"] = llama.OldContext,
            },
            RotaryScaling.Yarn yarn => new JsonObject
            {
                ["rope_type"] = "yarn",
                ["factor"] = yarn.Factor,
                ["original_max_position_embeddings"] = yarn.OldContext,
                ["beta_fast"] = yarn.BetaFast,
                ["beta_slow"] = yarn.BetaSlow,
                ["truncate"] = yarn.Truncate,
                ["attention_factor"] = yarn.AttentionFactor,
                ["mscale"] = yarn.MagnitudeScale,
                ["mscale_all_dim"] = yarn.MagnitudeScaleOfAll,
            },
            _ => throw new ArgumentOutOfRangeException(nameof(scaling)),
        };
        foreach (var absent in json?.Where(entry => entry.Value is null).Select(entry => entry.Key).ToList() ?? [])
            json!.Remove(absent);
        return json;
    }

    private static void HasOnly(JsonPlace json, params string[] names)
    {
        if (json.Fields.Select(field => field.Name).Except([.. s_always, .. names]).FirstOrDefault(name => json.Optional(name) is not null) is { } unknown)
            throw json.Failure($"has '{unknown}', which is not known for its type", "use a model without it");
    }

    private static double Factor(JsonPlace json) =>
        json["factor"].Number is >= 1 and var factor ? factor : throw json["factor"].Failure("is below 1", "use a model with a factor of at least 1");

    // Without it the context is that of pretraining, as transformers reads it.
    private static int OldContext(JsonPlace json, int? context) => json.Optional("original_max_position_embeddings") is { } place ? Positive(place)
        : context ?? throw json.Failure("has no original_max_position_embeddings, and the file no max_position_embeddings");

    private static int Positive(JsonPlace place) => place.Count > 0 ? place.Count : throw place.Failure("is 0");
}
