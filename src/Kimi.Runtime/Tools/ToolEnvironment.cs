using Kimi.Dsl;
using Kimi.Runtime.Execution;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Logging;

namespace Kimi.Runtime.Tools;

/// <summary>Has a policy call tools: methods of a class, or those of a server.</summary>
[ImplementationVersion(2)]
internal sealed class ToolEnvironment : IToolEnvironment, IStartCheck, IMayKeepNothing, IDisposable
{
    private readonly ToolEnvironmentAttribute _options;
    private readonly IToolProtocol _protocol;
    private readonly IToolSource _source;

    /// <summary>Prepares the environment.</summary>
    /// <param name="options">Which tools, and how they are called.</param>
    /// <param name="services">What the tools' constructor takes.</param>
    /// <param name="loggers">Makes the log of a server.</param>
    /// <param name="time">Measures how long a server takes to start.</param>
    public ToolEnvironment(ToolEnvironmentAttribute options, IServiceProvider services, ILoggerFactory loggers, TimeProvider time)
    {
        _options = options;
        _protocol = (IToolProtocol)Activator.CreateInstance(options.Protocol)!;
        _source = options switch
        {
            ToolsAttribute tools => new ClassTools(tools.Tools, services),
            McpServerAttribute server => new ServerTools(server, loggers, time),
            _ => throw new InvalidOperationException($"{options.GetType().Name} is a new kind of tools: give it a source here"),
        };
    }

    public IReadOnlyList<string> TurnEnds => _protocol.TurnEnds;

    public bool KeepsNothing => _source is not IDisposable;

    public async Task CheckAsync(string place, CancellationToken cancellationToken)
    {
        var tools = await _source.CheckAsync(place, cancellationToken).ConfigureAwait(false);
        if (tools.GroupBy(tool => tool.Name).FirstOrDefault(group => group.Count() > 1) is { } twice)
            throw new KimiException($"{place} has the tool '{twice.Key}' twice, and a call could mean either: give one of them another name");
    }

    public async ValueTask<IEpisode> StartAsync(Problem problem, EpisodeContext context, CancellationToken cancellationToken) =>
        new ToolEpisode(await _source.OpenAsync(problem, context, cancellationToken).ConfigureAwait(false), _protocol, _options);

    public void Dispose() => (_source as IDisposable)?.Dispose();
}

/// <summary>Where tools come from.</summary>
internal interface IToolSource
{
    /// <summary>Finds out whether there are tools.</summary>
    /// <param name="place">The component and its stage, for messages.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns>The tools, to look at.</returns>
    /// <exception cref="KimiException">There are none, or not all of them can be called.</exception>
    Task<IReadOnlyList<AIFunction>> CheckAsync(string place, CancellationToken cancellationToken);

    /// <summary>The tools of a response.</summary>
    /// <param name="problem">The problem that it answers.</param>
    /// <param name="context">Its episode.</param>
    /// <param name="cancellationToken">Stops it.</param>
    ValueTask<ToolSet> OpenAsync(Problem problem, EpisodeContext context, CancellationToken cancellationToken);
}

/// <summary>The tools of a response.</summary>
/// <param name="Functions">The tools.</param>
/// <param name="Owner">The object that they are methods of, which is disposed of when the response ends; null where they share one.</param>
internal sealed record ToolSet(IReadOnlyList<AIFunction> Functions, object? Owner);
