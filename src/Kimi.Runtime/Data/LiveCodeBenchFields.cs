using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;
using System.Text.Json;
using Kimi.Dsl;

namespace Kimi.Runtime.Data;

/// <summary>How problems of LiveCodeBench are read.</summary>
/// <param name="language">The language that programs are to be in.</param>
internal sealed class LiveCodeBenchFields(ProgramLanguage language)
{
    private static readonly string[] s_tests = ["public_test_cases", "private_test_cases"];
    private static readonly string[] s_tags = ["platform", "difficulty"];

    // Of a packed text: more would be no problem's tests.
    private const int MostBytes = 1 << 30;

    /// <summary>Makes a problem of a row.</summary>
    /// <param name="row">The row.</param>
    /// <exception cref="FormatException">The row is no problem.</exception>
    public CodeProblem Problem(Row row)
    {
        var cases = s_tests.SelectMany(field => Cases(row, field)).ToList();
        var starter = row.Find("starter_code") is { IsNull: false } code ? code.Text : "";
        var question = row.Need("question_content").Filled;
        return new()
        {
            Id = row.Need("question_id").Filled,
            Prompt = starter.Trim().Length == 0 ? question : $"{question}\n\nUse this starter code:\n\n{starter}\n",
            Language = language,
            Tests = FunctionName(row) is { } function
                ? new CodeTests.Calls(function, [.. cases.Select(Call)])
                : new CodeTests.Streams([.. cases.Select(test => new StreamTest(Text(test, "input"), Text(test, "output")))]),
            Tags = [.. s_tags.SelectMany(field => row.Find(field)?.Texts ?? [])],
        };
    }

    private static List<JsonElement> Cases(Row row, string field)
    {
        if (row.Find(field) is not { IsNull: false } found)
            return [];
        var isPacked = found.Json.ValueKind == JsonValueKind.String && found.Text.TrimStart() is { Length: > 0 } text && text[0] is not ('[' or '"');
        var cases = isPacked ? JsonElement.Parse(Unpack(found.Text)) : found.Parsed;
        return cases.ValueKind == JsonValueKind.Array ? [.. cases.EnumerateArray()] : throw new FormatException($"its {field} are no list");
    }

    // Arguments stand on lines of their own.
    private static CallTest Call(JsonElement test) => new(
        $"[{string.Join(',', Text(test, "input").Split('\n', StringSplitOptions.RemoveEmptyEntries))}]", Text(test, "output"));

    private static string? FunctionName(Row row) =>
        row.Find("metadata") is { IsNull: false } metadata && metadata.Parsed is { ValueKind: JsonValueKind.Object } json
        && json.TryGetProperty("func_name", out var name) && name.ValueKind == JsonValueKind.String
            ? name.GetString()
            : null;

    private static string Text(JsonElement test, string name) =>
        test.ValueKind == JsonValueKind.Object && test.TryGetProperty(name, out var text) && text.ValueKind == JsonValueKind.String
            ? text.GetString()!
            : throw new FormatException($"a test of it has no text '{name}'");

    // Base64 of zlib of a pickled text, and nothing else: a pickle of anything more is refused, since it could run code.
    private static string Unpack(string packed)
    {
        try
        {
            using var zlib = new ZLibStream(new MemoryStream(Convert.FromBase64String(packed)), CompressionMode.Decompress);
            using var whole = new MemoryStream();
            var buffer = new byte[1 << 16];
            for (int read; (read = zlib.Read(buffer)) > 0;)
            {
                whole.Write(buffer, 0, read);
                if (whole.Length > MostBytes)
                    throw new FormatException("its packed tests are larger than a GiB");
            }

            return PickledText(whole.GetBuffer().AsSpan(0, (int)whole.Length));
        }
        catch (Exception exception) when (exception is InvalidDataException or ArgumentException or OverflowException)
        {
            throw new FormatException("its packed tests are no base64 of zlib of a pickled text");
        }
    }

    private static string PickledText(ReadOnlySpan<byte> pickle)
    {
        while (pickle.Length > 0)
        {
            var (skipped, length) = pickle[0] switch
            {
                0x80 => (2, -1),
                0x95 => (9, -1),
                (byte)'X' => (5, BinaryPrimitives.ReadInt32LittleEndian(pickle[1..])),
                0x8c => (2, pickle[1]),
                0x8d => (9, checked((int)BinaryPrimitives.ReadInt64LittleEndian(pickle[1..]))),
                var code => throw new FormatException($"its packed tests are a pickle with the operation {code}, and not of a text"),
            };
            if (length >= 0)
                return Encoding.UTF8.GetString(pickle.Slice(skipped, length));
            pickle = pickle[skipped..];
        }

        throw new FormatException("its packed tests are an empty pickle");
    }
}
