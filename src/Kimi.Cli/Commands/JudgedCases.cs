using System.CommandLine;
using System.Text.Encodings.Web;
using System.Text.Json;
using Kimi.Cli.Hosting;
using Kimi.Dsl;
using Kimi.Runtime.Artifacts;
using Kimi.Torch.Files;

namespace Kimi.Cli.Commands;

/// <summary>What the commands of <c>judge</c> share: cases come as lines of JSON, and a verdict is written for each, in order.</summary>
internal static class JudgedCases
{
    private static readonly JsonSerializerOptions s_json = new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The option that names the file of cases.</summary>
    /// <param name="line">What a line has, as people read it.</param>
    public static Option<string> FileOption(string line) => new("--file")
    {
        Description = $"Cases as JSONL: {line} a line. Standard output gets {{\"verdict\": \"scored\", \"value\": 1, \"rule\": …}} for each, in order.",
        HelpName = "file",
        Required = true,
    };

    /// <summary>Reads cases.</summary>
    /// <typeparam name="T">A case.</typeparam>
    /// <param name="path">The file.</param>
    /// <param name="read">Reads one.</param>
    /// <returns>The cases, each with the number of its line.</returns>
    /// <exception cref="KimiException">A line is no case.</exception>
    public static IEnumerable<(T Case, int Line)> Read<T>(string path, Func<JsonElement, T> read)
    {
        foreach (var (line, number) in TextFile.Lines(path).Where(entry => !string.IsNullOrWhiteSpace(entry.Line)))
        {
            T found;
            try
            {
                using var json = JsonDocument.Parse(line, new() { AllowDuplicateProperties = false });
                found = read(json.RootElement);
            }
            catch (Exception exception) when (exception is JsonException or InvalidOperationException)
            {
                throw JsonLines.NotA(path, number, "case", exception);
            }

            yield return (found, number);
        }
    }

    /// <summary>Writes a verdict.</summary>
    /// <param name="context">The command's context.</param>
    /// <param name="verdict">The verdict.</param>
    public static void Write(CommandContext context, Verdict verdict) =>
        context.Console.Profile.Out.Writer.Write(JsonSerializer.Serialize(verdict, s_json) + "\n");
}
