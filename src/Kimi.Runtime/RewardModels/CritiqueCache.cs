using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Kimi.Dsl;
using Kimi.Torch.Files;

namespace Kimi.Runtime.RewardModels;

/// <summary>Critiques by what was asked: a file for each, named by the hash of the model, how it is sampled, and the text.</summary>
/// <param name="folder">Where they are; empty to keep none.</param>
internal sealed class CritiqueCache(string folder)
{
    /// <summary>The critique of an earlier call; null if there is none, or its file is damaged.</summary>
    /// <param name="asked">What was asked.</param>
    public string? Find(CritiqueRequest asked)
    {
        try
        {
            // Not only the hash: a file that was put there by hand proves what it answers.
            return folder.Length > 0
                && JsonSerializer.Deserialize<Entry>(File.ReadAllText(PathOf(asked)), RecordJson.Options) is { } entry && entry.Asked == asked
                ? entry.Critique
                : null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or JsonException)
        {
            return null;
        }
    }

    /// <summary>Keeps a critique.</summary>
    /// <param name="asked">What was asked.</param>
    /// <param name="critique">The critique.</param>
    public void Keep(CritiqueRequest asked, string critique)
    {
        if (folder.Length == 0)
            return;
        var path = PathOf(asked);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        DurableFiles.WriteText(path, JsonSerializer.Serialize(new Entry(asked, critique), RecordJson.Options) + "\n");
    }

    private string PathOf(CritiqueRequest asked)
    {
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(JsonSerializer.Serialize(asked, RecordJson.Options))));
        return Path.Combine(folder, hash[..2], $"{hash}.json");
    }

    private sealed record Entry(CritiqueRequest Asked, string Critique);
}

/// <summary>What a served model is asked.</summary>
/// <param name="Endpoint">Where it is.</param>
/// <param name="Model">Its name.</param>
/// <param name="Temperature">How it is sampled.</param>
/// <param name="MaxTokens">The longest critique.</param>
/// <param name="Text">The text it reads.</param>
internal sealed record CritiqueRequest(string Endpoint, string Model, double Temperature, int MaxTokens, string Text);
