using System.CommandLine;
using System.Text.Json;
using Kimi.Cli.Hosting;
using Kimi.Dsl;
using Kimi.Runtime.Artifacts;
using Kimi.Torch.Files;
using Kimi.Torch.Tokenization;

namespace Kimi.Cli.Commands;

/// <summary><c>tokenize</c>: texts as the ids of a tokenizer.</summary>
internal sealed class TokenizeCommand : Command
{
    public TokenizeCommand(CommandContext context)
        : base("tokenize", "Writes the ids of texts, with the special tokens that the tokenizer puts around a text.")
    {
        var folder = new Argument<string>("folder") { Description = "A folder with a tokenizer.json, such as a Hugging Face checkpoint." };
        var file = new Option<string>("--file")
        {
            Description = "Texts as JSONL: {\"text\": …} a line. Standard output gets {\"text\": …, \"ids\": […]} for each.",
            HelpName = "file",
            Required = true,
        };
        Arguments.Add(folder);
        Options.Add(file);
        SetAction(arguments => Write(context.Console.Profile.Out.Writer, Tokenizer.Load(arguments.GetRequiredValue(folder)), arguments.GetRequiredValue(file)));
    }

    private static void Write(TextWriter output, Tokenizer tokenizer, string path)
    {
        foreach (var (line, number) in TextFile.Lines(path).Where(entry => !string.IsNullOrWhiteSpace(entry.Line)))
        {
            try
            {
                var text = TextOf(line);
                int[] ids = [.. tokenizer.BeforeText, .. tokenizer.Encode(text), .. tokenizer.AfterText];
                output.Write(JsonSerializer.Serialize(new { text, ids }) + "\n");
            }
            catch (Exception exception) when (exception is JsonException or InvalidOperationException)
            {
                throw JsonLines.NotA(path, number, "text", exception);
            }
            catch (KimiException exception)
            {
                throw new KimiException($"{path}({number}): {exception.Message}", exception);
            }
        }
    }

    private static string TextOf(string line)
    {
        using var json = JsonDocument.Parse(line, new() { AllowDuplicateProperties = false });
        return json.RootElement is { ValueKind: JsonValueKind.Object } row && row.TryGetProperty("text", out var text) && text.ValueKind == JsonValueKind.String
            ? text.GetString()!
            : throw new JsonException("the line has no \"text\"");
    }
}
