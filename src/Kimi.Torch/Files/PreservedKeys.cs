using System.Text.Json;
using System.Text.Json.Nodes;
using Kimi.Dsl;

namespace Kimi.Torch.Files;

/// <summary>Keys of a file of settings that are not used here, and written again as they were read.</summary>
internal static class PreservedKeys
{
    /// <summary>A JSON object of them.</summary>
    /// <param name="root">The file, or an object in it.</param>
    /// <param name="read">The keys that are used.</param>
    /// <param name="known">Those that do not change the computation, each perhaps with the only values that do not.</param>
    /// <exception cref="KimiException">A key is not known, or would change the computation.</exception>
    public static string Of(JsonPlace root, IReadOnlyList<string> read, IEnumerable<ConfigKey> known)
    {
        var others = new JsonObject();
        foreach (var (name, place) in root.Fields.Where(field => !read.Contains(field.Name)))
        {
            if (place.Element.ValueKind != JsonValueKind.Null)
                RefuseUnlessUsual(place, known.FirstOrDefault(key => key.Name == name));
            others[name] = JsonNode.Parse(place.Element.GetRawText());
        }

        return others.ToJsonString();
    }

    /// <summary>Writes them.</summary>
    /// <param name="json">The object that is written.</param>
    /// <param name="keys">What <see cref="Of"/> gave.</param>
    public static void AddTo(JsonObject json, string keys)
    {
        foreach (var (name, value) in JsonNode.Parse(keys)!.AsObject())
            json[name] = value?.DeepClone();
    }

    private static void RefuseUnlessUsual(JsonPlace place, ConfigKey? key)
    {
        if (key is null)
        {
            throw place.Failure(
                "may change what the model computes, and is not known here", "use a checkpoint without it; remove it if you are sure that it changes nothing");
        }

        var items = place.Element.ValueKind == JsonValueKind.Array ? place.Element.EnumerateArray().ToList() : [place.Element];
        if (key.Usual.Length > 0 && items.FindIndex(item => !key.Usual.Contains(item.GetRawText())) is >= 0 and var unusual)
        {
            throw place.Failure(
                $"is {items[unusual].GetRawText()}, which changes what the model computes in a way that is not supported",
                key.Usual is ["null"] ? "use a checkpoint without it" : $"use a checkpoint in which it is {key.Usual[0]}");
        }
    }
}
