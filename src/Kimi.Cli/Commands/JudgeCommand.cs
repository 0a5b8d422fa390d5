using System.CommandLine;
using Kimi.Cli.Hosting;

namespace Kimi.Cli.Commands;

/// <summary><c>judge</c>: what rewards say of responses, without a recipe. One command for each of them.</summary>
internal sealed class JudgeCommand : Command
{
    public JudgeCommand(CommandContext context)
        : base("judge", "Judges responses as a reward does.")
    {
        Subcommands.Add(new JudgeMathCommand(context));
        Subcommands.Add(new JudgeCodeCommand(context));
    }
}
