using System.Text;
using System.Text.Json.Nodes;
using Kimi.Dsl;

namespace Kimi.Tests;

/// <summary>Changed copies of valid files: a mistake, damage, or somebody's intent.</summary>
internal static class Mutations
{
    /// <summary>How many inputs a format is tried with in every run of the tests.</summary>
    internal const int Inputs = 2_000;

    /// <summary>How many in the tests of category Long.</summary>
    internal const int InputsOfLongRuns = 100_000;

    private const string Telling = "{}[]\",:\\\0\n\r\u001b0-e";

    private static readonly string[] s_values =
    [
        "null", "0", "-1", "1.5", "1e99", "1e999", "4294967296", "\"7\"", "\"NaN\"", "true", "\"\"", "\"a\"", "\"\\ud800\"", "\"\\u0000\"", "\"\\u001b[2J\"",
        "\"../../../etc/passwd\"", "[]", "{}", "[[]]", "[null]", "{\"a\": null}",
    ];

    /// <summary>Bytes changed, taken away, repeated and put in, in up to three places.</summary>
    /// <param name="file">The file.</param>
    /// <param name="random">Draws the changes.</param>
    internal static byte[] OfBytes(ReadOnlySpan<byte> file, Random random)
    {
        List<byte> bytes = [.. file];
        for (var change = random.Next(4); change > 0 && bytes.Count > 0; change--)
        {
            var place = random.Next(bytes.Count);
            switch (random.Next(5))
            {
                case 0:
                    bytes[place] = (byte)random.Next(256);
                    break;
                case 1:
                    bytes.RemoveRange(place, random.Next(1, 1 + Math.Min(20, bytes.Count - place)));
                    break;
                case 2:
                    bytes.RemoveRange(place, bytes.Count - place);
                    break;
                case 3:
                    bytes.InsertRange(place, bytes.GetRange(place, random.Next(1, 1 + bytes.Count - place)));
                    break;
                default:
                    bytes.Insert(place, (byte)Telling[random.Next(Telling.Length)]);
                    break;
            }
        }

        return [.. bytes];
    }

    /// <summary>A JSON value in which one or two of its parts are removed, or replaced by others; it stays JSON.</summary>
    /// <param name="json">The value.</param>
    /// <param name="random">Draws the changes.</param>
    /// <param name="more">What else may come in a part's place, as JSON.</param>
    internal static string OfValues(string json, Random random, params IReadOnlyList<string> more)
    {
        if (JsonNode.Parse(json) is not { } root)
            return json;
        var changes = random.Next(1, 3);
        for (var change = 0; change < changes; change++)
            Mark(root, Marked(change), random);
        var changed = root.ToJsonString();
        for (var change = 0; change < changes; change++)
        {
            var choice = random.Next(s_values.Length + more.Count);
            var value = choice < s_values.Length ? s_values[choice] : more[choice - s_values.Length];
            changed = changed.Replace($"\"{Marked(change)}\"", value, StringComparison.Ordinal);
        }

        return changed;
    }

    /// <summary>Reads changed files: each gives a result, or a message.</summary>
    /// <param name="inputs">How many.</param>
    /// <param name="seed">Draws the changes.</param>
    /// <param name="change">Makes a changed file.</param>
    /// <param name="read">Reads it.</param>
    internal static void ResultOrMessage(int inputs, int seed, Func<Random, byte[]> change, Action<byte[]> read)
    {
        var random = new SeededRandom((ulong)seed);
        var (results, messages) = (0, 0);
        for (var i = 0; i < inputs; i++)
        {
            var input = change(random);
            try
            {
                read(input);
                results++;
            }
            catch (KimiException exception)
            {
                Assert.All(exception.Lines, Told.AssertMessage);
                messages++;
            }
            catch (Exception exception)
            {
                Assert.Fail($"input {i}: {exception}\n{Encoding.UTF8.GetString(input)}");
            }
        }

        // Otherwise the changes would try nothing.
        Assert.InRange(results, inputs / 50, inputs * 49 / 50);
        Assert.Equal(inputs, results + messages);
    }

    /// <summary>Half of the time changes bytes, and otherwise values.</summary>
    /// <param name="json">The text of a JSON file.</param>
    /// <param name="random">Draws the changes.</param>
    internal static byte[] OfJson(string json, Random random) =>
        random.Next(2) == 0 ? OfBytes(Encoding.UTF8.GetBytes(json), random) : Encoding.UTF8.GetBytes(OfValues(json, random));

    /// <summary>Half of the time changes bytes, and otherwise the values of a line.</summary>
    /// <param name="lines">The lines of a JSONL file.</param>
    /// <param name="random">Draws the changes.</param>
    internal static byte[] OfJsonLines(IReadOnlyList<string> lines, Random random)
    {
        var changed = random.Next(lines.Count);
        return random.Next(2) == 0
            ? OfBytes(Encoding.UTF8.GetBytes(string.Join('\n', lines)), random)
            : Encoding.UTF8.GetBytes(string.Join('\n', lines.Select((line, number) => number == changed ? OfValues(line, random) : line)));
    }

    // It stands for the new value, which may be one that a JsonNode could not hold.
    private static string Marked(int change) => $"~{change}~";

    // Walks down, and into large parts as rarely as into small ones.
    private static void Mark(JsonNode node, string mark, Random random)
    {
        while (true)
        {
            JsonNode? inner = null;
            if (node is JsonObject { Count: > 0 } map)
            {
                var key = map.ElementAt(random.Next(map.Count)).Key;
                if (map[key] is JsonObject or JsonArray && random.Next(4) > 0)
                    inner = map[key];
                else if (random.Next(5) == 0)
                    map.Remove(key);
                else
                    map[random.Next(8) == 0 ? "other" : key] = mark;
            }
            else if (node is JsonArray { Count: > 0 } list)
            {
                var index = random.Next(list.Count);
                if (list[index] is JsonObject or JsonArray && random.Next(4) > 0)
                    inner = list[index];
                else
                    list[index] = mark;
            }

            if (inner is null)
                return;
            node = inner;
        }
    }
}
