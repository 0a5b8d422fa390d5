using System.Runtime.CompilerServices;
using Kimi.Cli.Checks;
using Kimi.Cli.Configuration;
using Kimi.Cli.Display;
using Kimi.Cluster.Launching;
using Kimi.Dsl;
using Kimi.Runtime;
using Kimi.Runtime.Settings;
using Kimi.Sandbox;
using Kimi.Shared;
using Kimi.Torch.Native;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Spectre.Console;

namespace Kimi.Cli.Hosting;

/// <summary>What every command works with.</summary>
/// <param name="recipes">The application's recipes.</param>
/// <param name="console">Standard output.</param>
/// <param name="error">Standard error.</param>
/// <param name="configureServices">Adds the team's own services.</param>
internal sealed class CommandContext(RecipeCatalog recipes, IAnsiConsole console, TextWriter error, Action<IServiceCollection>? configureServices) : IDisposable
{
    /// <summary>The application's recipes.</summary>
    public RecipeCatalog Recipes => recipes;

    /// <summary>Standard output.</summary>
    public IAnsiConsole Console => console;

    /// <summary>Standard error.</summary>
    public TextWriter Error => error;

    /// <summary>Standard input.</summary>
    public TextReader Input { get; init; } = System.Console.In;

    /// <summary>Lines for the person at the console.</summary>
    public Notices Notices { get; } = new(error);

    /// <summary>What the command does when it is asked to stop, told then.</summary>
    public string Stopping { get; set; } = "stopping";

    /// <summary>The arguments of the command line.</summary>
    public required IReadOnlyList<string> Arguments { get; init; }

    /// <summary>Where JSON files of configuration are looked up.</summary>
    public IReadOnlyList<string> ConfigurationFolders { get; init; } = [Directory.GetCurrentDirectory(), AppContext.BaseDirectory];

    /// <summary>The log.</summary>
    public RunLog Log => field ??= new(Notices);

    /// <summary>
    /// Reads the configuration and checks all of it, including the sections of other recipes. What is wrong with the attributes of a recipe stops only that
    /// recipe.
    /// </summary>
    /// <param name="arguments">The command line's part of it.</param>
    /// <param name="recipe">The name of the recipe that the command is about, or null.</param>
    /// <exception cref="KimiException">Something in it is wrong: one line for each problem.</exception>
    public ConfiguredApp Configure(ConfigurationArguments arguments, string? recipe = null)
    {
        var graph = recipe is null ? null : recipes.Find(recipe);
        var problems = new ConfigurationProblems();
        var settings = SetArguments.Parse(arguments.Settings, recipes.Names, graph?.Name);
        var configuration = new ConfigurationStack(ConfigurationFolders, problems).Build(arguments.Profile, settings, arguments.Flags);
        var overlay = new RecipeOverlay(configuration, problems);

        overlay.CheckSections(recipes.Names);
        var options = new KimiOptions();
        var optionsInForce = overlay.Apply(options);
        var configured = new List<ConfiguredRecipe>();
        foreach (var name in recipes.Names)
        {
            try
            {
                var one = overlay.Apply(recipes.Find(name), recipes.Names);
                configured.Add(one);
                Check(one, graph, problems);
            }
            catch (KimiException exception) when (name != graph?.Name)
            {
                Notices.Write($"warning: {exception.Message}");
            }
        }

        problems.ThrowIfAny();

        Log.Folder = options.RunsFolder;
        return new(configuration, options, optionsInForce, configured);
    }

    /// <summary>Takes the configuration of a run that this process works for, which has checked it.</summary>
    /// <param name="configuration">The configuration.</param>
    public ConfiguredApp ConfigureWorker(IConfigurationRoot configuration)
    {
        var options = new KimiOptions();
        configuration.GetSection(KimiOptions.Section).Bind(options);
        Log.Folder = options.RunsFolder;
        return new(configuration, options, [], []);
    }

    /// <summary>Why a recipe cannot run as its attributes declare it; null if it can.</summary>
    /// <param name="name">Its name.</param>
    public string? ProblemOf(string name)
    {
        try
        {
            var recipe = new RecipeOverlay(new ConfigurationBuilder().Build(), new()).Apply(recipes.Find(name), recipes.Names);
            return StartCheck.Check(recipe)
                .Where(problem => !Ids.IsWarning(problem.Id))
                .Select(problem => $"{problem.Id}: {problem.Sentence}")
                .FirstOrDefault();
        }
        catch (KimiException exception)
        {
            return exception.Message;
        }
    }

    // A warning that comes from the attributes alone was already given by the build; and what is wrong with another recipe's attributes stops only that recipe.
    private void Check(ConfiguredRecipe recipe, RecipeGraph? graph, ConfigurationProblems problems)
    {
        foreach (var (id, sentence, isDeclared) in StartCheck.Check(recipe))
        {
            var isOfCommand = recipe.Recipe.Graph == graph;
            if (!Ids.IsWarning(id) && (isOfCommand || !isDeclared))
                problems.Add(id, sentence);
            else if (isDeclared ? !Ids.IsWarning(id) : isOfCommand)
                Notices.Write($"warning {id}: {sentence}");
        }
    }

    /// <summary>Builds the host, with the runtime and the team's services.</summary>
    /// <param name="app">The configuration.</param>
    /// <param name="addServices">Adds what else the command needs.</param>
    private IHost BuildHost(ConfiguredApp app, Action<IServiceCollection>? addServices = null)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new());
        builder.Configuration.AddConfiguration(app.Configuration);
        builder.Logging.AddProvider(Log);
        builder.Services.AddKimi();
        builder.Services.AddSandbox();
        builder.Services.AddSingleton(console);
        builder.Services.AddSingleton(Notices);
        builder.Services.AddSingleton<IHostLifetime, CommandLifetime>();
        if (app.Options.RolloutProcesses || app.Options.RewardProcesses > 0 || app.Options.WorkerAddress.Length > 0)
            AddCluster(builder.Services, app.Options);
        addServices?.Invoke(builder.Services);
        configureServices?.Invoke(builder.Services);
        return builder.Build();
    }

    // A method of its own, so that nobody else loads the libraries of clusters.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void AddCluster(IServiceCollection services, KimiOptions options) =>
        services.AddCluster(options, WorkerLaunch.Start);

    // What it cannot do is told before anything begins.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void CheckCluster(IServiceProvider services) => services.GetRequiredService<Launcher>();

    /// <summary>Does work that needs tensors: with libtorch and the device ready, and the team's hosted services running.</summary>
    /// <param name="app">The configuration.</param>
    /// <param name="addServices">Adds what else the command needs.</param>
    /// <param name="work">The work.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public async Task WithHostAsync(
        ConfiguredApp app, Action<IServiceCollection>? addServices, Func<IServiceProvider, Task> work, CancellationToken cancellationToken)
    {
        using var host = BuildHost(app, addServices);
        await host.StartAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            LibTorch.SetThreads(app.Options.ThreadCount);
            if (LibTorch.Loaded is { IsGiven: true, IsExpected: false } foreign)
                Notices.Write(
                    $"warning: libtorch {foreign.Version ?? "of unknown version"} in {foreign.Folder} is not the {LibTorch.ExpectedVersion} that TorchSharp "
                    + "was built against; doctor compares its calculations");
            _ = ComputeDevice.Parse(app.Options.Device);
            if (app.Options.WorkerAddress.Length > 0)
                CheckCluster(host.Services);
            await work(host.Services).ConfigureAwait(false);
        }
        finally
        {
            await host.StopAsync(CancellationToken.None).ConfigureAwait(false);
        }
    }

    /// <summary>Does work that needs services and no tensors.</summary>
    /// <param name="app">The configuration.</param>
    /// <param name="work">The work.</param>
    public async Task WithServicesAsync(ConfiguredApp app, Func<IServiceProvider, Task> work)
    {
        using var host = BuildHost(app);
        await work(host.Services).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public void Dispose() => Log.Dispose();

    // The host's usual lifetime would intercept Ctrl+C; a command ends when its work does.
    private sealed class CommandLifetime : IHostLifetime
    {
        public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}

/// <summary>The command line's part of the configuration.</summary>
/// <param name="Profile">The profile, or null.</param>
/// <param name="Settings">The arguments of <c>--set</c>.</param>
/// <param name="Flags">The options that stand for a setting, by name.</param>
internal sealed record ConfigurationArguments(
    string? Profile, IReadOnlyList<string> Settings, IReadOnlyDictionary<string, (string Key, string Value)> Flags);

/// <summary>The configuration, read and checked.</summary>
/// <param name="Configuration">The configuration.</param>
/// <param name="Options">The runtime's options.</param>
/// <param name="OptionsInForce">The same, and where they came from.</param>
/// <param name="Recipes">All recipes.</param>
internal sealed record ConfiguredApp(
    IConfigurationRoot Configuration, KimiOptions Options, IReadOnlyList<OptionInForce> OptionsInForce, IReadOnlyList<ConfiguredRecipe> Recipes)
{
    /// <summary>A recipe of the catalog.</summary>
    /// <param name="recipe">Its graph.</param>
    public ConfiguredRecipe this[RecipeGraph recipe] => Recipes.First(configured => configured.Recipe.Graph == recipe);
}
