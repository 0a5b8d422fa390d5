using System.IO.Hashing;
using System.Text;

namespace Kimi.Torch.Files;

/// <summary>Text of a JSON object with the checksum of itself as its first member, so that a change of any byte is noticed.</summary>
internal static class SealedText
{
    private const string Start = "{\n  \"checksum\": \"";
    private const string End = "\",\n";
    private const int HashDigits = 32;

    /// <summary>Puts the checksum in.</summary>
    /// <param name="json">An indented JSON object, not empty.</param>
    public static string Seal(string json) => $"{Start}{HashOf(json)}{End}{json["{\n".Length..]}";

    /// <summary>Takes the checksum out.</summary>
    /// <param name="path">A file that <see cref="Seal"/> made the text of.</param>
    /// <returns>The JSON object.</returns>
    /// <exception cref="DamageException">The file is not as it was written.</exception>
    public static string Read(string path)
    {
        var text = Encoding.UTF8.GetString(File.ReadAllBytes(path));
        var rest = Start.Length + HashDigits + End.Length;
        if (!text.StartsWith(Start, StringComparison.Ordinal) || text.Length < rest)
            throw new DamageException($"{Path.GetFileName(path)} has no checksum, because it is damaged or of an earlier version");
        var json = "{\n" + text[rest..];
        return Seal(json) == text ? json : throw new DamageException($"{Path.GetFileName(path)} is not as it was written");
    }

    private static string HashOf(string text) => Convert.ToHexStringLower(XxHash128.Hash(Encoding.UTF8.GetBytes(text)));
}

/// <summary>Something on disk is not as it was written.</summary>
/// <param name="message">What it is, as a clause without a remedy: "output/policy.json is missing".</param>
internal sealed class DamageException(string message) : Exception(message);
