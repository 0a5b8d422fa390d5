using System.CommandLine;
using System.Text.Json;
using Kimi.Cli.Hosting;
using Kimi.Dsl;
using Kimi.Runtime.Artifacts;
using Kimi.Runtime.Mathematics;

namespace Kimi.Cli.Commands;

/// <summary><c>judge math</c>: the verdicts of <c>[MathReward]</c>.</summary>
internal sealed class JudgeMathCommand : Command
{
    private readonly MathJudge _judge = new(new());

    public JudgeMathCommand(CommandContext context)
        : base("math", "Says of each response whether its answer is mathematically the reference's, as [MathReward] does.")
    {
        var file = JudgedCases.FileOption("{\"gold\": …, \"response\": …}");
        Options.Add(file);
        SetAction(arguments => Write(context, arguments.GetRequiredValue(file)));
    }

    private void Write(CommandContext context, string path)
    {
        foreach (var ((gold, response), line) in JudgedCases.Read(path, Read))
        {
            try
            {
                JudgedCases.Write(context, Judge(gold, response));
            }
            catch (FormatException exception)
            {
                // A line for each line, so that the verdicts stay beside their cases.
                var why = $"{path}({line}): {exception.Message}";
                context.Notices.Write(why + ": correct the reference answer");
                JudgedCases.Write(context, new Verdict.Unscorable(why));
            }
        }
    }

    private Verdict Judge(string gold, string response) => _judge.Judge(_judge.Read(gold), response) switch
    {
        Verdict.Scored scored => scored with { Answer = null },
        var verdict => verdict,
    };

    private static (string Gold, string Response) Read(JsonElement row) => (JsonLines.Text(row, "gold"), JsonLines.Text(row, "response"));
}
