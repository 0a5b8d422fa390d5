using Kimi.Cli.Hosting;
using Kimi.Dsl;
using Kimi.Tests;
using Microsoft.Extensions.DependencyInjection;
using Spectre.Console.Testing;

namespace Kimi.Cli.Tests.Hosting;

/// <summary>The command line in a folder of its own.</summary>
internal sealed class Shell : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    internal IReadOnlyList<RecipeEntry> Recipes { get; set; } = NoteRecipe.Entries;

    internal Conduct Conduct { get; } = new();

    internal bool IsTerminal { get; set; }

    /// <summary>What is typed.</summary>
    internal string Input { get; set; } = "";

    internal string Output { get; private set; } = "";

    internal string Error { get; private set; } = "";

    internal string RunsFolder => _folder.File("runs");

    internal string File(string name) => _folder.File(name);

    internal void Write(string file, string json) => System.IO.File.WriteAllText(_folder.File(file), json);

    /// <summary>Runs a command; one that keeps runs keeps them in the folder.</summary>
    internal async Task<int> RunAsync(string[] args, CancellationToken cancellationToken = default)
    {
        var console = new TestConsole { Profile = { Width = 160 } };
        if (IsTerminal)
            console.Interactive().EmitAnsiSequences();
        using var error = new StringWriter();
        var withRuns = args is ["run" or "runs" or "plan" or "report" or "verify", ..] ? [.. args, "--runs", RunsFolder] : args;
        using var context = new CommandContext(new(Recipes), console, error, AddServices)
        {
            Arguments = args,
            ConfigurationFolders = [_folder.Path],
            Input = new StringReader(Input),
        };
        var code = await KimiApp.RunAsync(withRuns, context, cancellationToken);
        (Output, Error) = (console.Output, error.ToString());
        Told.AssertText(Output, IsTerminal);
        Told.AssertText(Error);
        return code;
    }

    /// <summary>Reads the configuration as a command does.</summary>
    internal ConfiguredApp Configure(string[]? set = null, string? profile = null, string? recipe = null)
    {
        using var context = new CommandContext(new(Recipes), new TestConsole(), TextWriter.Null, null)
        {
            Arguments = [],
            ConfigurationFolders = [_folder.Path],
        };
        return context.Configure(new(profile, set ?? [], new Dictionary<string, (string, string)>()), recipe);
    }

    /// <summary>The lines of the error with which reading the configuration ends.</summary>
    internal string[] Problems(string[]? set = null, string? profile = null, string? recipe = null) =>
        Assert.Throws<KimiException>(() => Configure(set, profile, recipe)).Message.Split('\n');

    public void Dispose() => _folder.Dispose();

    private void AddServices(IServiceCollection services)
    {
        NoteRecipe.AddServices(services);
        services.AddSingleton(Conduct);
        services.AddSingleton<TimeProvider>(new StoppedTime());
    }
}
