using Kimi.Dsl;
using Kimi.Torch.Files;

namespace Kimi.Torch.Tokenization;

/// <summary>The files of a tokenizer, in memory: they are written again as they were read.</summary>
/// <param name="Source">Where they come from, for error messages.</param>
/// <param name="Contents">Their contents by name.</param>
internal sealed record TokenizerFiles(string Source, IReadOnlyDictionary<string, byte[]> Contents)
{
    internal const string Tokenizer = "tokenizer.json";
    internal const string Config = "tokenizer_config.json";

    /// <summary>What other programs sample with, and which tokens end a text.</summary>
    internal const string Generation = "generation_config.json";

    // What other programs read beside tokenizer.json.
    private static readonly string[] s_names =
    [
        Tokenizer, Config, "special_tokens_map.json", "added_tokens.json", "vocab.json", "merges.txt", "tokenizer.model", "chat_template.jinja",
        "chat_template.json", Generation,
    ];

    /// <summary>Reads the files of a checkpoint folder.</summary>
    /// <exception cref="KimiException">There is no tokenizer.json, or a file cannot be read or is too large.</exception>
    public static TokenizerFiles Read(string folder)
    {
        if (!File.Exists(Path.Combine(folder, Tokenizer)))
            throw new KimiException($"there is no {Tokenizer} in '{folder}': give a checkpoint folder with its tokenizer");
        return new(folder, s_names.Select(name => (name, path: Path.Combine(folder, name))).Where(file => File.Exists(file.path))
            .ToDictionary(file => file.name, file => SmallFile.Read(file.path)));
    }

    /// <summary>How an error names a file.</summary>
    public string NameOf(string file) => Path.Combine(Source, file);

    /// <summary>Writes the files.</summary>
    public void Write(string folder)
    {
        foreach (var (name, content) in Contents)
            DurableFiles.Write(Path.Combine(folder, name), stream => stream.Write(content));
    }
}
