using System.CommandLine;
using Kimi.Cli.Hosting;

namespace Kimi.Cli.Commands;

/// <summary><c>sandbox</c>: programs that nobody trusts, run here or served to other machines.</summary>
internal sealed class SandboxCommand : Command
{
    public SandboxCommand(CommandContext context)
        : base("sandbox", "Runs programs that nobody trusts.")
    {
        Subcommands.Add(new SandboxRunCommand(context));
        Subcommands.Add(new SandboxServeCommand(context));
    }
}
