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

    /// <summary>The largest known is 33 MB.</summary>
    internal const long LargestFile = 256 << 20;

    // What other programs read beside tokenizer.json.
    private static readonly string[] s_names =
    [
        Tokenizer, Config, "special_tokens_map.json", "added_tokens.json", "vocab.json", "merges.txt", "tokenizer.model", "chat_template.jinja",
        "chat_template.json",
    ];

    /// <summary>Reads the files of a checkpoint folder.</summary>
    /// <exception cref="KimiException">There is no tokenizer.json, or a file cannot be read or is too large.</exception>
    public static TokenizerFiles Read(string folder)
    {
        if (!File.Exists(Path.Combine(folder, Tokenizer)))
            throw new KimiException($"there is no {Tokenizer} in '{folder}': give a checkpoint folder with its tokenizer");
        return new(folder, s_names.Select(name => (name, path: Path.Combine(folder, name))).Where(file => File.Exists(file.path))
            .ToDictionary(file => file.name, file => Content(file.path)));
    }

    /// <summary>How an error names a file.</summary>
    public string NameOf(string file) => Path.Combine(Source, file);

    /// <summary>Writes the files.</summary>
    public void Write(string folder)
    {
        foreach (var (name, content) in Contents)
            DurableFiles.Write(Path.Combine(folder, name), stream => stream.Write(content));
    }

    /// <summary>A file's contents; null if it is not there.</summary>
    /// <exception cref="KimiException">It cannot be read or is too large.</exception>
    internal static byte[]? ReadIfThere(string path) => File.Exists(path) ? Content(path) : null;

    private static byte[] Content(string path)
    {
        if (FileStatus.Of(path) is { IsRegular: false })
            throw new KimiException($"'{path}' is a pipe or a device: give a folder with plain files");
        try
        {
            var length = new FileInfo(path).Length;
            return length <= LargestFile
                ? File.ReadAllBytes(path)
                : throw new KimiException($"'{path}' has {length >> 20} MiB, more than any tokenizer's {LargestFile >> 20}: copy or download it again");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new KimiException($"'{path}' cannot be read ({exception.Message.TrimEnd('.')}): see to its permissions or copy it again", exception);
        }
    }
}
