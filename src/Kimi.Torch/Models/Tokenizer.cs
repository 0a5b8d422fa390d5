using System.Text.Json;
using Kimi.Dsl;

namespace Kimi.Torch.Models;

/// <summary>Reads the tokenizer of a checkpoint folder.</summary>
public static class Tokenizer
{
    /// <summary>Reads <c>tokenizer.json</c>.</summary>
    /// <param name="folder">The checkpoint folder.</param>
    /// <returns>The tokenizer.</returns>
    /// <exception cref="KimiException">The file is missing, broken or of a kind that is not supported.</exception>
    public static ITokenizer Load(string folder)
    {
        var path = Path.Combine(folder, TokenizerFiles.FileName);
        if (!File.Exists(path))
            throw new KimiException($"there is no {TokenizerFiles.FileName} in '{folder}': give a checkpoint folder with its tokenizer");
        try
        {
            using var json = JsonDocument.Parse(File.ReadAllText(path));
            return Parse(json.RootElement, path);
        }
        catch (Exception exception) when (exception is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            throw new KimiException($"'{path}' is not a tokenizer of the Hugging Face format: copy or download it again", exception);
        }
    }

    private static ITokenizer Parse(JsonElement root, string path)
    {
        var model = root.GetProperty("model");
        var kind = model.GetProperty("type").GetString();
        if (kind != "BPE")
            throw new KimiException($"'{path}' has a {kind} model: only BPE tokenizers are supported");
        if (model.GetProperty("merges").GetArrayLength() > 0)
            throw new KimiException($"'{path}' has merges: only tokenizers of single characters or bytes are supported");

        var entries = model.GetProperty("vocab").EnumerateObject()
            .Where(entry => entry.Name is not (TokenizerFiles.EndOfText or TokenizerFiles.Pad))
            .OrderBy(entry => entry.Value.GetInt32())
            .Select(entry => entry.Name);
        return root.GetProperty("pre_tokenizer").ValueKind == JsonValueKind.Null
            ? new CharacterTokenizer(string.Concat(entries))
            : new ByteTokenizer();
    }
}
