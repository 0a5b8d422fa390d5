using System.CommandLine;
using System.Text.Json;
using System.Text.Json.Nodes;
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
        var chat = new Option<bool>("--chat")
        {
            Description = "The lines are conversations, {\"messages\": […]}, that the chat template writes as texts; other keys, such as tools, are "
                + "given to it too.",
        };
        var reply = new Option<bool>("--reply") { Description = "With --chat: the text ends where the reply to the last message begins." };
        Arguments.Add(folder);
        Options.Add(file);
        Options.Add(chat);
        Options.Add(reply);
        SetAction(arguments =>
        {
            var tokenizer = Tokenizer.Load(arguments.GetRequiredValue(folder));
            var path = arguments.GetRequiredValue(file);
            Func<string, (string Text, int[] Ids)> read = arguments.GetValue(chat)
                ? line => Conversation(line, tokenizer, arguments.GetRequiredValue(folder), arguments.GetValue(reply))
                : line => Plain(line, tokenizer);
            Write(context.Console.Profile.Out.Writer, path, arguments.GetValue(chat) ? "conversation" : "text", read);
        });
    }

    private static void Write(TextWriter output, string path, string what, Func<string, (string Text, int[] Ids)> read)
    {
        foreach (var (line, number) in TextFile.Lines(path).Where(entry => !string.IsNullOrWhiteSpace(entry.Line)))
        {
            try
            {
                var (text, ids) = read(line);
                output.Write(JsonSerializer.Serialize(new { text, ids }) + "\n");
            }
            catch (Exception exception) when (exception is JsonException or InvalidOperationException)
            {
                throw JsonLines.NotA(path, number, what, exception);
            }
            catch (KimiException exception)
            {
                throw new KimiException($"{path}({number}): {exception.Message}", exception);
            }
        }
    }

    private static (string Text, int[] Ids) Plain(string line, Tokenizer tokenizer)
    {
        using var json = JsonDocument.Parse(line, new() { AllowDuplicateProperties = false });
        var text = JsonLines.Text(json.RootElement, "text");
        return (text, [.. tokenizer.BeforeText, .. tokenizer.Encode(text), .. tokenizer.AfterText]);
    }

    // The template writes the special tokens that belong around the text.
    private static (string Text, int[] Ids) Conversation(string line, Tokenizer tokenizer, string folder, bool asksForReply)
    {
        if (JsonNode.Parse(line, documentOptions: new() { AllowDuplicateProperties = false }) is not JsonObject { } row || row["messages"] is not JsonArray)
            throw new JsonException("the line has no \"messages\"");
        var text = tokenizer.Render(row, asksForReply)
            ?? throw new KimiException($"there is no chat template in '{folder}': give a folder with one, or texts without --chat");
        return (text, tokenizer.Encode(text));
    }
}
