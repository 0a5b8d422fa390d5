using System.IO.Hashing;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Kimi.Torch.Files;

/// <summary>Records as JSON with the checksum of their own text as the first member, so that a change of any byte is noticed.</summary>
internal static class SealedJson
{
    private const string Start = "{\n  \"checksum\": \"";
    private const string End = "\",\n";
    private const int HashDigits = 32;

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        NewLine = "\n",
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        NumberHandling = JsonNumberHandling.AllowReadingFromString | JsonNumberHandling.AllowNamedFloatingPointLiterals,
    };

    /// <summary>The text of a record.</summary>
    /// <typeparam name="T">The record.</typeparam>
    /// <param name="record">The record.</param>
    public static string Text<T>(T record) => Seal(JsonSerializer.Serialize(record, Json));

    /// <summary>Reads a record.</summary>
    /// <typeparam name="T">The record.</typeparam>
    /// <param name="path">A file whose contents <see cref="Text"/> made.</param>
    /// <exception cref="DamageException">It is missing, is not as it was written, or is of another version.</exception>
    public static T Read<T>(string path)
    {
        var name = Path.GetFileName(path);
        if (FileStatus.Of(path) is not { IsRegular: true })
            throw new DamageException($"{name} is missing");
        try
        {
            return JsonSerializer.Deserialize<T>(Open(File.ReadAllBytes(path), name), Json)!;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new DamageException($"{name} cannot be read ({exception.Message.TrimEnd('.')})");
        }
        catch (JsonException exception)
        {
            throw new DamageException($"{name} is of another version ({JsonReason.Of(exception)})");
        }
    }

    /// <summary>Puts the checksum into the text of an indented JSON object.</summary>
    internal static string Seal(string json) => $"{Start}{HashOf(json)}{End}{json["{\n".Length..]}";

    private static string Open(byte[] contents, string name)
    {
        var text = Encoding.UTF8.GetString(contents);
        var rest = Start.Length + HashDigits + End.Length;
        if (!text.StartsWith(Start, StringComparison.Ordinal) || text.Length < rest)
            throw new DamageException($"{name} has no checksum, because it is damaged or of an earlier version");
        var json = "{\n" + text[rest..];
        return Seal(json) == text ? json : throw new DamageException($"{name} is not as it was written");
    }

    private static string HashOf(string text) => Convert.ToHexStringLower(XxHash128.Hash(Encoding.UTF8.GetBytes(text)));
}

/// <summary>Something on disk is not as it was written.</summary>
/// <param name="message">What it is, as a clause without a remedy: "output/policy.json is missing".</param>
internal sealed class DamageException(string message) : Exception(message);
