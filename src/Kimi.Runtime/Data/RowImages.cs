using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Kimi.Dsl;
using Kimi.Torch.Files;

namespace Kimi.Runtime.Data;

/// <summary>The images of a problem in a file, and where they stand in its prompt.</summary>
/// <param name="options">Where those lie that the file has by path.</param>
/// <param name="keep">Takes up an image's bytes; the text says where they come from.</param>
internal sealed partial class RowImages(ProblemsFileAttribute options, Func<byte[], string, PromptPart.Image> keep)
{
    private const string Address = "data:";
    private const string Base64 = ";base64,";

    /// <summary>Puts a row's images into its prompt.</summary>
    /// <param name="prompt">The prompt, of text.</param>
    /// <param name="fields">The fields of the row that have images.</param>
    /// <exception cref="FormatException">An image cannot be read, or the prompt asks for others than there are.</exception>
    public Prompt Place(Prompt prompt, IEnumerable<RowField> fields)
    {
        PromptPart.Image[] images = [.. fields.SelectMany(field => Images(field.Name, field.Json))];
        var places = new Places(images);
        var placed = prompt switch
        {
            Prompt.Continuation continuation => (Prompt)new Prompt.Continuation(places.Fill(continuation.Parts)),
            Prompt.Conversation conversation => new Prompt.Conversation(
                [.. conversation.Messages.Select(message => message with { Parts = places.Fill(message.Parts) })]),
            _ => throw new ArgumentOutOfRangeException(nameof(prompt), prompt, null),
        };
        if (!places.IsAny && images.Length > 0)
            return Before(prompt, images);
        return places.Unused is { } unused
            ? throw new FormatException($"it has {images.Length} images, and its prompt shows image {unused} nowhere")
            : placed;
    }

    private static Prompt Before(Prompt prompt, PromptPart.Image[] images)
    {
        if (prompt is not Prompt.Conversation { Messages: var messages })
            return new Prompt.Continuation([.. images, .. ((Prompt.Continuation)prompt).Parts]);
        var first = messages.ToList().FindIndex(message => message.Role == MessageRole.User);
        if (first < 0)
            throw new FormatException("it has images, and its prompt has no message of a user to put them into");
        return new Prompt.Conversation([.. messages.Select(
            (message, index) => index == first ? message with { Parts = [.. images, .. message.Parts] } : message)]);
    }

    private IEnumerable<PromptPart.Image> Images(string field, JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Null => [],
        JsonValueKind.Array => value.EnumerateArray().SelectMany(item => Images(field, item)),
        JsonValueKind.Object when Member(value, "bytes") is { } bytes => [Kept(field, Bytes(field, bytes))],
        JsonValueKind.Object when Member(value, "path") is { } path => Images(field, path),
        JsonValueKind.String when value.GetString()!.StartsWith(Address, StringComparison.Ordinal) => [Kept(field, Bytes(field, value))],
        JsonValueKind.String => [Kept(field, File(field, value.GetString()!))],
        var kind => throw new FormatException($"its field '{field}' is no image but {kind.ToString().ToLowerInvariant()}"),
    };

    private static JsonElement? Member(JsonElement value, string name) =>
        value.TryGetProperty(name, out var member) && member.ValueKind == JsonValueKind.String ? member : null;

    private PromptPart.Image Kept(string field, byte[] file)
    {
        try
        {
            return keep(file, $"the image in its field '{field}'");
        }
        catch (KimiException exception)
        {
            throw new FormatException(exception.Message, exception);
        }
    }

    private static byte[] Bytes(string field, JsonElement value)
    {
        var text = value.GetString()!;
        var isAddress = text.StartsWith(Address, StringComparison.Ordinal);
        var start = isAddress && text.IndexOf(Base64, StringComparison.Ordinal) is >= 0 and var at ? at + Base64.Length : 0;
        var bytes = new byte[text.Length];
        return Convert.TryFromBase64Chars(text.AsSpan(start), bytes, out var count)
            ? bytes[..count]
            : throw new FormatException($"its field '{field}' has an image whose bytes are not written in base64");
    }

    // Paths come out of a file of anybody's, and lead nowhere else.
    private byte[] File(string field, string path)
    {
        if (options.ImageFolder.Length == 0)
            throw new FormatException($"its field '{field}' has an image by path, and no ImageFolder is given");
        var folder = Path.GetFullPath(options.ImageFolder);
        var place = Path.GetFullPath(Path.Combine(folder, path));
        if (!place.StartsWith(folder + Path.DirectorySeparatorChar, StringComparison.Ordinal))
            throw new FormatException($"its field '{field}' has the path '{path}', which leads out of '{options.ImageFolder}'");
        var info = new FileInfo(place);
        if (!info.Exists)
            throw new FormatException($"its field '{field}' has the path '{path}', where '{options.ImageFolder}' has no file");
        if (info.Length > options.MaxImageBytes)
            throw new FormatException($"the image '{path}' has {info.Length} bytes, and MaxImageBytes is {options.MaxImageBytes}");
        return SmallFile.Read(place);
    }

    [GeneratedRegex("<image(?: ([0-9]{1,4}))?>")]
    private static partial Regex Placeholder();

    // Fills the places of a prompt's texts, one after the other.
    private sealed class Places(PromptPart.Image[] images)
    {
        private readonly HashSet<int> _used = [];
        private int _next;

        public bool IsAny => _used.Count > 0;

        /// <summary>An image that no place had, 1-based; null if there is none.</summary>
        public int? Unused => Enumerable.Range(1, images.Length).Where(number => !_used.Contains(number)).Select(number => (int?)number).FirstOrDefault();

        public ValueList<PromptPart> Fill(ValueList<PromptPart> parts) =>
            [.. parts.SelectMany(part => part is PromptPart.Text text && images.Length > 0 ? Fill(text.Value) : [part])];

        private IEnumerable<PromptPart> Fill(string text)
        {
            var start = 0;
            foreach (Match match in Placeholder().Matches(text))
            {
                if (match.Index > start)
                    yield return new PromptPart.Text(text[start..match.Index]);
                yield return Of(match.Groups[1] is { Success: true } given ? int.Parse(given.Value, CultureInfo.InvariantCulture) : ++_next);
                start = match.Index + match.Length;
            }

            if (start < text.Length)
                yield return new PromptPart.Text(text[start..]);
        }

        private PromptPart.Image Of(int number)
        {
            if (number < 1 || number > images.Length)
                throw new FormatException($"its prompt shows image {number}, and it has {images.Length}");
            _used.Add(number);
            return images[number - 1];
        }
    }
}
