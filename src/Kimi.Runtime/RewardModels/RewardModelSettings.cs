using System.Text.Json;
using System.Text.Json.Serialization;
using Kimi.Dsl;
using Kimi.Torch.Files;

namespace Kimi.Runtime.RewardModels;

/// <summary>What a reward model needs to judge, in addition to its weights: <c>reward_model.json</c>, whose <c>kind</c> tells a classic one from a
/// chain-of-thought one.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(RewardModelSettings.Classic), "classic")]
[JsonDerivedType(typeof(RewardModelSettings.ChainOfThought), "chainOfThought")]
internal abstract record RewardModelSettings
{
    public const string FileName = "reward_model.json";

    private static readonly JsonSerializerOptions s_indented = new(RecordJson.Options) { WriteIndented = true };

    private RewardModelSettings()
    {
    }

    /// <summary>What the model reads; see <see cref="JudgeTemplate"/>.</summary>
    public required string Template { get; init; }

    /// <summary>A value head scores the response.</summary>
    public sealed record Classic : RewardModelSettings
    {
        /// <summary>Turns scores into probabilities.</summary>
        public required Calibration Calibration { get; init; }
    }

    /// <summary>The model writes reasons, then a verdict.</summary>
    public sealed record ChainOfThought : RewardModelSettings
    {
        /// <summary>The longest critique, in tokens.</summary>
        public required int MaxCritiqueTokens { get; init; }
    }

    /// <summary>Writes the file.</summary>
    public void Save(string folder) => DurableFiles.WriteText(Path.Combine(folder, FileName), JsonSerializer.Serialize(this, s_indented) + "\n");

    /// <summary>Reads the file.</summary>
    /// <exception cref="KimiException">It is missing or broken.</exception>
    public static RewardModelSettings Load(string folder)
    {
        var path = Path.Combine(folder, FileName);
        try
        {
            return JsonSerializer.Deserialize<RewardModelSettings>(File.ReadAllText(path), s_indented) ?? throw new JsonException("the file is null");
        }
        catch (Exception exception) when (exception is JsonException or NotSupportedException or IOException)
        {
            throw new KimiException(
                $"{path} does not describe a reward model ({JsonReason.Of(exception)}): delete the stage's folder to compute it again", exception);
        }
    }
}
