using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Kimi.Dsl;

namespace Kimi.Runtime.Data;

/// <summary>The prompts that were read so far, each as 16 bytes of its SHA-256 and of its answer's, since a file may have more of them than memory.</summary>
internal sealed class SeenPrompts
{
    private readonly Dictionary<UInt128, UInt128> _answers = [];

    /// <summary>How many there are.</summary>
    public int Count => _answers.Count;

    /// <summary>Adds a prompt.</summary>
    /// <param name="prompt">The prompt.</param>
    /// <param name="answer">Its answer.</param>
    /// <returns>Null if it is new, else why it is left out.</returns>
    public LeftOut? Add(Prompt prompt, string answer)
    {
        var (key, value) = (Hash(JsonSerializer.SerializeToUtf8Bytes(prompt, RecordJson.Options)), Hash(Encoding.UTF8.GetBytes(answer)));
        return _answers.TryAdd(key, value) ? null : _answers[key] == value ? LeftOut.Repeated : LeftOut.OtherAnswer;
    }

    private static UInt128 Hash(ReadOnlySpan<byte> bytes)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(bytes, hash);
        return new(BitConverter.ToUInt64(hash), BitConverter.ToUInt64(hash[sizeof(ulong)..]));
    }
}
