using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Kimi.Dsl;
using Kimi.Torch.Images;

namespace Kimi.Runtime.Data;

/// <summary>The prompts of a file's rows, with the images of the rows in their places.</summary>
internal sealed partial class RowImages
{
    /// <summary>What stands in a text for the next image.</summary>
    public const string Place = "<image>";

    private readonly ImageSource _source;
    private readonly ImageValues _values;

    // Fields that are named, and no row had so far.
    private readonly HashSet<string> _unseen;

    /// <summary>Reads prompts.</summary>
    /// <param name="source">Where the images are.</param>
    /// <param name="keep">Takes up an image's bytes; the text says where they come from.</param>
    /// <exception cref="KimiException">There is no such folder.</exception>
    public RowImages(ImageSource source, Func<byte[], string, ImageLimits, PromptPart.Image> keep)
    {
        if (source.Folder.Length > 0 && !Directory.Exists(source.Folder))
            throw new KimiException($"stage {source.Stage} reads images below '{source.Folder}', which is no folder: give its ImageFolder another path");
        Fields = [.. source.Fields.SelectMany(names => names)];
        (_source, _values, _unseen) = (source, new(source, keep), source.AreNamed ? [.. Fields] : []);
    }

    /// <summary>The fields that may have images.</summary>
    public IReadOnlyList<string> Fields { get; }

    /// <summary>The field that is named and no row had; null if there is none.</summary>
    public string? Unseen => _unseen.FirstOrDefault();

    /// <summary>Reads a prompt: a text to continue, or the messages of a conversation.</summary>
    /// <param name="row">The row.</param>
    /// <param name="field">Its field with the prompt.</param>
    /// <param name="more">What follows a text.</param>
    /// <exception cref="FormatException">It is no prompt, an image cannot be read, or the prompt asks for others than there are.</exception>
    public Prompt Prompt(Row row, RowField field, string more = "")
    {
        if (field.Json.ValueKind == JsonValueKind.Array)
            return new Prompt.Conversation(Messages(row, field));
        var (images, text) = (Images(row, field), field.Filled + more);
        if (Fields.Count == 0)
            return text;
        var places = new Places(images, _source.AreNamed);
        var filled = places.Fill([new PromptPart.Text(text)]);
        return new Prompt.Continuation(places.AreUsed ? filled : [.. images, new PromptPart.Text(text)]);
    }

    /// <summary>Reads the messages of a conversation, at least one.</summary>
    /// <param name="row">The row.</param>
    /// <param name="field">Its field with the messages.</param>
    /// <exception cref="FormatException">They are none, an image cannot be read, or they ask for others than there are.</exception>
    public ValueList<Message> Messages(Row row, RowField field)
    {
        var messages = ChatMessages.Read(field.Name, field.Json, (what, content) => OfPart(field.Name, what, content));
        var images = Images(row, field);
        if (Fields.Count == 0)
            return messages;
        var places = new Places(images, _source.AreNamed);
        ValueList<Message> filled = [.. messages.Select(message => message with { Parts = places.Fill(message.Parts) })];
        if (places.AreUsed)
            return filled;
        var first = messages.ToList().FindIndex(message => message.Role == MessageRole.User);
        return first >= 0
            ? [.. messages.Select((message, index) => index == first ? message with { Parts = [.. images, .. message.Parts] } : message)]
            : throw new FormatException("it has images, and its prompt has no message of a user to put them into");
    }

    private PromptPart.Image[] Images(Row row, RowField prompt)
    {
        List<RowField> fields = [.. _source.Fields.Select(names => row.Find(names)).OfType<RowField>()];
        _unseen.ExceptWith(fields.Select(field => field.Name));
        return [.. fields.Where(field => field.Name != prompt.Name).SelectMany(field => _values.Read($"its field '{field.Name}'", field.Json))];
    }

    // A part of a message that is an image, or only its place.
    private PromptPart OfPart(string field, string what, JsonElement? content)
    {
        if (Fields.Count == 0)
            throw new FormatException($"{what} has an image, and no ImageFields are given: name '{field}' there, or the field that has the images");
        if (content is not { } value)
            return new PromptPart.Text(Place);
        if (!Fields.Contains(field))
            throw new FormatException($"{what} has an image in its parts, and '{field}' is not among ImageFields: name it there");
        return _values.Read(what, value).ToList() is [var only]
            ? only
            : throw new FormatException($"{what} has a part that is an image, and not one image is in it");
    }

    [GeneratedRegex("<image(?: ([0-9]{1,4}))?>")]
    private static partial Regex Placeholder();

    // Fills the places of a prompt's texts, one after the other.
    private sealed class Places(PromptPart.Image[] images, bool demandsAll)
    {
        private readonly HashSet<int> _used = [];
        private int _next;

        /// <summary>Whether there is nothing left to place: each image has its place, or there are none.</summary>
        /// <exception cref="FormatException">Some have a place, and others none, which is not allowed.</exception>
        public bool AreUsed
        {
            get
            {
                if (_used.Count == 0)
                    return images.Length == 0;
                if (demandsAll && Enumerable.Range(1, images.Length).FirstOrDefault(number => !_used.Contains(number)) is > 0 and var unused)
                    throw new FormatException($"it has {images.Length} images, and its prompt shows image {unused} nowhere");
                return true;
            }
        }

        public ValueList<PromptPart> Fill(ValueList<PromptPart> parts) =>
            [.. parts.SelectMany(part => part is PromptPart.Text text ? Fill(text.Value) : [part])];

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
