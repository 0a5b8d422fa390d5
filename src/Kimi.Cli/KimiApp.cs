using System.CommandLine;
using System.CommandLine.Invocation;
using System.Globalization;
using System.Reflection;
using System.Text.RegularExpressions;
using Kimi.Cli.Commands;
using Kimi.Cli.Hosting;
using Kimi.Dsl;
using Kimi.Runtime.Execution;
using Kimi.Shared;
using Kimi.Torch.Collectives;
using Kimi.Torch.Native;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Spectre.Console;

namespace Kimi.Cli;

/// <summary>The command line of a project of recipes. Its whole <c>Program.cs</c> is <c>return await KimiApp.RunAsync(args);</c></summary>
/// <remarks>Exit codes: 0 done, 1 failure, 2 wrong input, 130 stopped by Ctrl+C, SIGTERM or SIGHUP.</remarks>
public static partial class KimiApp
{
    private const int Failure = 1;
    private const int WrongInput = 2;
    private const int Stopped = 130;

    // A run has about 230 files open: the assemblies and libraries, most of them.
    private const ulong LeastFiles = 256;

    // The default width of 80 columns would break the lines of a file in the middle.
    private const int FileWidth = 200;

    /// <summary>Runs the command line over the recipes of the application's own assembly.</summary>
    /// <param name="args">The arguments.</param>
    /// <param name="configureServices">Adds services of the team's own, and replaces built-in ones:
    /// <c>services => services.AddStage&lt;MyReinforce&gt;()</c>.</param>
    /// <returns>The exit code.</returns>
    public static async Task<int> RunAsync(string[] args, Action<IServiceCollection>? configureServices = null)
    {
        if (ProcessLimits.Files is < LeastFiles and var files)
        {
            LastResort.Write($"this process may have {files} files open (ulimit -n), and needs {LeastFiles}: raise the limit, such as with ulimit -n 1024");
            return WrongInput;
        }

        MallocArenas.UseOne();

        // What a run computes and says does not depend on the language of whoever starts it.
        CultureInfo.CurrentCulture = CultureInfo.DefaultThreadCurrentCulture = CultureInfo.InvariantCulture;
        CultureInfo.CurrentUICulture = CultureInfo.DefaultThreadCurrentUICulture = CultureInfo.InvariantCulture;

        // All that is used within is loaded within, and may fail to be.
        Func<Task<int>> run = () => RunAsync(args, RecipeCatalog.Of(Assembly.GetEntryAssembly()), configureServices);
        try
        {
            return await run().ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            LastResort.Write(VisibleText.Line($"failed: {exception.Message.Trim()} A limit on memory or files may be too low (ulimit -v, ulimit -n)"));
            return Failure;
        }
    }

    /// <summary>Runs the command line over the given recipes.</summary>
    /// <param name="args">The arguments.</param>
    /// <param name="recipes">The recipes.</param>
    /// <param name="configureServices">Adds services of the team's own, and replaces built-in ones.</param>
    /// <returns>The exit code.</returns>
    public static async Task<int> RunAsync(string[] args, IReadOnlyList<RecipeEntry> recipes, Action<IServiceCollection>? configureServices = null)
    {
        var isTerminal = !System.Console.IsOutputRedirected;
        var console = AnsiConsole.Create(new() { Interactive = isTerminal ? InteractionSupport.Detect : InteractionSupport.No });
        if (!isTerminal)
            console.Profile.Width = FileWidth;
        using var context = new CommandContext(new(recipes), console, System.Console.Error, configureServices) { Arguments = args };

        // Who started several trainers tells it for them.
        var isTrainer = MpiCollective.StartedRank is not null;
        using var signals = new StopSignals(
            () =>
            {
                if (!isTrainer)
                    context.Notices.Write($"{context.Stopping}; press Ctrl+C again to end at once");
            },
            () => console.Cursor.Show());
        using var ending = new UnfinishedExit(context.Notices);
        return await RunAsync(args, context, signals.Token).ConfigureAwait(false);
    }

    /// <summary>Runs the command line.</summary>
    /// <param name="args">The arguments.</param>
    /// <param name="context">What the commands work with.</param>
    /// <param name="cancellationToken">Stops it as Ctrl+C does.</param>
    internal static async Task<int> RunAsync(string[] args, CommandContext context, CancellationToken cancellationToken)
    {
        var arguments = Commands(context).Parse(args.Length == 0 ? ["--help"] : args);
        var invocation = new InvocationConfiguration
        {
            Output = context.Console.Profile.Out.Writer,
            Error = context.Error,
            EnableDefaultExceptionHandler = false,
            ProcessTerminationTimeout = null,
        };
        try
        {
            if (arguments.Action is ParseErrorAction)
                throw new KimiException([.. arguments.Errors.Select(error => InWords(error.Message)), "See --help."]);
            return await arguments.InvokeAsync(invocation, cancellationToken).ConfigureAwait(false);
        }
        catch (KimiException exception)
        {
            foreach (var line in exception.Lines)
                context.Notices.Write(line);
            return WrongInput;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return Stopped;
        }
        catch (Exception exception)
        {
            var log = context.Log.TryWrite(LogLevel.Critical, nameof(KimiApp), "the command failed", exception)
                ? $"the full log is {Path.GetFullPath(context.Log.Path)}"
                : $"no log could be written to {context.Log.Path}";
            var message = exception is OutOfMemoryException ? StageFailedException.OutOfMemory : exception.Message;
            context.Notices.Write($"failed: {message} ({log})");
            return Failure;
        }
    }

    // The parser names .NET types where a person expects a kind of number.
    private static string InWords(string message) =>
        NumberType().Replace(message, match => match.Groups["type"].Value == "Double" ? "a number" : "a whole number");

    [GeneratedRegex(@"expected type '(System\.Nullable`1\[)?System\.(?<type>Double|Int32|Int64|UInt64)\]?'")]
    private static partial Regex NumberType();

    // A command is a class of its own: add it here.
    private static RootCommand Commands(CommandContext context) => new("Trains language models with recipes.")
    {
        new ListCommand(context),
        new ShowCommand(context),
        new PlanCommand(context),
        new RunCommand(context),
        new SweepCommand(context),
        new EvalCommand(context),
        new SampleCommand(context),
        new ChatCommand(context),
        new TokenizeCommand(context),
        new JudgeCommand(context),
        new SandboxCommand(context),
        new RunsCommand(context),
        new VerifyCommand(context),
        new ReportCommand(context),
        new SchemaCommand(context),
        new DoctorCommand(context),
        new WorkerCommand(context),
    };
}
