using System.CommandLine;
using System.Text.Encodings.Web;
using System.Text.Json;
using Kimi.Cli.Hosting;
using Kimi.Dsl;
using Kimi.Runtime.Artifacts;
using Kimi.Runtime.Mathematics;
using Kimi.Torch.Files;

namespace Kimi.Cli.Commands;

/// <summary><c>judge math</c>: the verdicts of <c>[MathReward]</c>.</summary>
internal sealed class JudgeMathCommand : Command
{
    private static readonly JsonSerializerOptions s_json = new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly MathJudge _judge = new(new());

    public JudgeMathCommand(CommandContext context)
        : base("math", "Says of each response whether its answer is mathematically the reference's, as [MathReward] does.")
    {
        var file = new Option<string>("--file")
        {
            Description = "Cases as JSONL: {\"gold\": …, \"response\": …} a line. "
                + "Standard output gets {\"verdict\": \"scored\", \"value\": 1, \"rule\": …} for each, in order.",
            HelpName = "file",
            Required = true,
        };
        Options.Add(file);
        SetAction(arguments => Write(context, arguments.GetRequiredValue(file)));
    }

    private void Write(CommandContext context, string path)
    {
        foreach (var (line, number) in TextFile.Lines(path).Where(entry => !string.IsNullOrWhiteSpace(entry.Line)))
        {
            try
            {
                var (gold, response) = Read(line);
                context.Console.Profile.Out.Writer.Write(JsonSerializer.Serialize(Judge(gold, response), s_json) + "\n");
            }
            catch (Exception exception) when (exception is JsonException or InvalidOperationException)
            {
                throw JsonLines.NotA(path, number, "case", exception);
            }
            catch (FormatException exception)
            {
                // A line for each line, so that the verdicts stay beside their cases.
                var why = $"{path}({number}): {exception.Message}";
                context.Notices.Write(why + ": correct the reference answer");
                context.Console.Profile.Out.Writer.Write(JsonSerializer.Serialize<Verdict>(new Verdict.Unscorable(why), s_json) + "\n");
            }
        }
    }

    private Verdict Judge(string gold, string response) => _judge.Judge(_judge.Read(gold), response) switch
    {
        Verdict.Scored scored => scored with { Answer = null },
        var verdict => verdict,
    };

    private static (string Gold, string Response) Read(string line)
    {
        using var json = JsonDocument.Parse(line, new() { AllowDuplicateProperties = false });
        return (JsonLines.Text(json.RootElement, "gold"), JsonLines.Text(json.RootElement, "response"));
    }
}
