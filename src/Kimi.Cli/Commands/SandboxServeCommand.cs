using System.CommandLine;
using Kimi.Cli.Hosting;
using Kimi.Dsl;
using Kimi.Runtime.Settings;
using Kimi.Sandbox.Local;
using Kimi.Sandbox.Remote;
using Kimi.Sandbox.Serving;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Kimi.Cli.Commands;

/// <summary><c>sandbox serve</c>: this machine's sandbox for other machines.</summary>
internal sealed class SandboxServeCommand : Command
{
    private readonly Option<string> _host = new("--host")
    {
        Description = "The address to listen at, * for all of the machine's; other than loopback needs a key in KIMI_SANDBOX_KEY.",
        DefaultValueFactory = _ => "127.0.0.1",
        HelpName = "address",
    };

    private readonly Option<int> _port = NumberOption.Of("--port", "The port.", 1, 65_535, 8750);
    private readonly Option<int> _queue = NumberOption.Of("--queue", "How many jobs may run or wait; more are asked to try again.", 1, 100_000, 256);

    public SandboxServeCommand(CommandContext context)
        : base("serve", "Serves this machine's sandbox over HTTP: POST /run, GET /capabilities, /health and /metrics.")
    {
        foreach (var option in (Option[])[_host, _port, _queue])
            Options.Add(option);
        var common = CommonOptions.AddSettingsTo(this);
        SetAction((arguments, cancellationToken) =>
        {
            context.Stopping = "stopping this sandbox, and the programs that run in it";
            return RunAsync(context, context.Configure(common.Read(arguments)), arguments, cancellationToken);
        });
    }

    private Task RunAsync(CommandContext context, ConfiguredApp app, ParseResult arguments, CancellationToken cancellationToken)
    {
        if (app.Options.Sandbox != SandboxKind.Local)
            throw new KimiException("another machine's sandbox is named by Kimi:Sandbox: serve it there, or set the option to Local");
        if (Bubblewrap.Problem is { } problem)
            throw new KimiException(problem);
        var key = Environment.GetEnvironmentVariable(RemoteAddress.KeyVariable) is { Length: > 0 } given ? given : null;
        var options = new ServerOptions(arguments.GetRequiredValue(_host), arguments.GetValue(_port), key, arguments.GetValue(_queue));
        return context.WithServicesAsync(app, async services =>
        {
            var sandbox = services.GetRequiredService<ISandbox>();
            var capabilities = await sandbox.CapabilitiesAsync(cancellationToken).ConfigureAwait(false);
            var languages = string.Join(", ", capabilities.Languages.Select(entry => $"{entry.Key} ({entry.Value})"));
            var server = new SandboxServer(sandbox, options, services.GetRequiredService<ILogger<SandboxServer>>());
            await server.RunAsync(() => context.Notices.Write($"{capabilities.Name} at {options.Prefix}, for {languages}"), cancellationToken)
                .ConfigureAwait(false);
        });
    }
}
