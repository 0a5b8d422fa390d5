using System.Text.Json;
using Kimi.Dsl;
using Kimi.Torch.Files;
using Kimi.Torch.Images;

namespace Kimi.Runtime.Data;

/// <summary>Images as files of data have them: bytes, addresses with bytes in them, and paths.</summary>
/// <param name="source">Where those lie that a file has by path, and what they may be.</param>
/// <param name="keep">Takes up an image's bytes; the text says where they come from.</param>
internal sealed class ImageValues(ImageSource source, Func<byte[], string, ImageLimits, PromptPart.Image> keep)
{
    private const string Address = "data:";
    private const string Base64 = ";base64,";

    /// <summary>The images of a value.</summary>
    /// <param name="what">Where the value is, for messages: <c>its field 'image'</c>.</param>
    /// <param name="value">The value.</param>
    /// <exception cref="FormatException">One cannot be read, or is not allowed.</exception>
    public IEnumerable<PromptPart.Image> Read(string what, JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Null => [],
        JsonValueKind.Array => value.EnumerateArray().SelectMany(item => Read(what, item)),
        JsonValueKind.Object when Member(value, "bytes") is { } bytes => [Kept(what, Bytes(what, bytes))],
        JsonValueKind.Object when (Member(value, "path") ?? Member(value, "url")) is { } place => Read(what, place),
        JsonValueKind.String when value.GetString()!.StartsWith(Address, StringComparison.Ordinal) => [Kept(what, Bytes(what, value))],
        JsonValueKind.String => [Kept(what, File(what, value.GetString()!))],
        var kind => throw new FormatException($"{what} is no image but {kind.ToString().ToLowerInvariant()}"),
    };

    private static JsonElement? Member(JsonElement value, string name) =>
        value.TryGetProperty(name, out var member) && member.ValueKind == JsonValueKind.String ? member : null;

    private PromptPart.Image Kept(string what, byte[] file)
    {
        try
        {
            return keep(file, $"the image in {what}", source.Limits);
        }
        catch (KimiException exception)
        {
            throw new FormatException(exception.Message, exception);
        }
    }

    private static byte[] Bytes(string what, JsonElement value)
    {
        var text = value.GetString()!;
        var isAddress = text.StartsWith(Address, StringComparison.Ordinal);
        var start = isAddress && text.IndexOf(Base64, StringComparison.Ordinal) is >= 0 and var at ? at + Base64.Length : 0;
        var bytes = new byte[text.Length];
        return Convert.TryFromBase64Chars(text.AsSpan(start), bytes, out var count)
            ? bytes[..count]
            : throw new FormatException($"{what} has an image whose bytes are not written in base64");
    }

    // Paths come out of a file of anybody's, and lead nowhere else.
    private byte[] File(string what, string path)
    {
        if (path.Contains("://", StringComparison.Ordinal))
            throw new FormatException($"{what} has an image at '{path}', and only what is on this machine is read: download it, and name its path");
        if (source.Folder.Length == 0)
            throw new FormatException($"{what} has an image by path, and no ImageFolder is given");
        var folder = Path.GetFullPath(source.Folder);
        var place = Path.GetFullPath(Path.Combine(folder, path));
        if (!place.StartsWith(folder + Path.DirectorySeparatorChar, StringComparison.Ordinal))
            throw new FormatException($"{what} has the path '{path}', which leads out of '{source.Folder}'");
        var info = new FileInfo(place);
        if (!info.Exists)
            throw new FormatException($"{what} has the path '{path}', where '{source.Folder}' has no file");
        if (info.Length > source.Limits.MaxBytes)
            throw new FormatException($"the image '{path}' has {info.Length} bytes, and MaxImageBytes is {source.Limits.MaxBytes}");
        return SmallFile.Read(place);
    }
}
