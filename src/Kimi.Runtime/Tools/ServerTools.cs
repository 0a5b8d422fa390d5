using System.ComponentModel;
using Kimi.Dsl;
using Kimi.Runtime.Execution;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Logging;
using ModelContextProtocol;
using ModelContextProtocol.Client;
using ModelContextProtocol.Protocol;

namespace Kimi.Runtime.Tools;

/// <summary>
/// The tools of a server of the Model Context Protocol: a process that all responses of a stage share, and that is started again for the next response when it
/// has ended.
/// </summary>
/// <param name="options">How it is started.</param>
/// <param name="loggers">Makes the connection's log.</param>
/// <param name="time">Measures how long the server takes to start.</param>
internal sealed class ServerTools(McpServerAttribute options, ILoggerFactory loggers, TimeProvider time) : IToolSource, IDisposable
{
    private readonly SemaphoreSlim _connecting = new(1);
    private Connection? _connection;

    public async Task<IReadOnlyList<AIFunction>> CheckAsync(string place, CancellationToken cancellationToken)
    {
        if (options.Command.Length == 0)
            throw new KimiException($"{place} has no Command: give it the command that starts the server");
        try
        {
            var tools = await ToolsAsync(cancellationToken).ConfigureAwait(false);
            return tools.Count > 0 ? tools : throw new KimiException($"{place} has a server without tools, '{options.Command}': give it another");
        }
        catch (ServerGone exception)
        {
            throw new KimiException($"{place} cannot work: {exception.Message}; correct Command and Arguments{OrLimit(exception)}", exception);
        }
    }

    public async ValueTask<ToolSet> OpenAsync(Problem problem, EpisodeContext context, CancellationToken cancellationToken) =>
        new(await ToolsAsync(cancellationToken).ConfigureAwait(false), Owner: null);

    public void Dispose()
    {
        // Nobody is left who could wait for it.
        _connection?.Client.DisposeAsync().AsTask().GetAwaiter().GetResult();
        _connecting.Dispose();
    }

    private async Task<IReadOnlyList<AIFunction>> ToolsAsync(CancellationToken cancellationToken)
    {
        await _connecting.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (_connection is { HasEnded: true } ended)
            {
                _connection = null;
                await ended.Client.DisposeAsync().ConfigureAwait(false);
            }

            _connection ??= await ConnectAsync(cancellationToken).ConfigureAwait(false);
            return _connection.Tools;
        }
        finally
        {
            _connecting.Release();
        }
    }

    private async Task<Connection> ConnectAsync(CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(options.TimeLimitSeconds), time);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        var log = new QuietLoggers(loggers);
        McpClient? client = null;
        try
        {
            var transport = new StdioClientTransport(new() { Command = options.Command, Arguments = options.Arguments, Name = options.Name }, log);
            var forever = new McpClientOptions { InitializationTimeout = Timeout.InfiniteTimeSpan };
            client = await McpClient.CreateAsync(transport, forever, log, stop.Token).ConfigureAwait(false);
            var tools = await client.ListToolsAsync(cancellationToken: stop.Token).ConfigureAwait(false);
            return new(client, tools);
        }
        catch (Exception exception)
        {
            if (client is not null)
                await client.DisposeAsync().ConfigureAwait(false);
            cancellationToken.ThrowIfCancellationRequested();
            if (limit.IsCancellationRequested)
            {
                var unanswered = client is null ? "initialize" : "tools/list";
                throw new ServerGone(
                    $"the server '{options.Command}' does not answer '{unanswered}' within {options.TimeLimitSeconds} s", new TimeLimitException());
            }

            throw new ServerGone($"the server '{options.Command}' does not start, or does not list its tools ({Describe(exception)})", exception);
        }
    }

    private static string OrLimit(ServerGone gone) => gone.InnerException is TimeLimitException ? ", or raise TimeLimitSeconds" : "";

    // The library's own words where they are for people, and not where they are about its types.
    private static string Describe(Exception exception) => exception is IOException or Win32Exception or OperationCanceledException or McpProtocolException
        ? exception.Message.Split('\n')[0].TrimEnd('.', '\r')
        : "what it answers is not of the Model Context Protocol";

    private sealed class Connection
    {
        private volatile bool _isLost;

        public Connection(McpClient client, IEnumerable<McpClientTool> tools) =>
            (Client, Tools) = (client, [.. tools.Select(tool => new McpFunction(tool, lost: () => _isLost = true))]);

        public McpClient Client { get; }

        public IReadOnlyList<AIFunction> Tools { get; }

        // A call may find that the server is gone before the client does.
        public bool HasEnded => _isLost || Client.Completion.IsCompleted;
    }

    // A result as text, and a failure as an exception; the client itself returns both as JSON.
    private sealed class McpFunction(McpClientTool tool, Action lost) : DelegatingAIFunction(tool)
    {
        protected override async ValueTask<object?> InvokeCoreAsync(AIFunctionArguments arguments, CancellationToken cancellationToken)
        {
            var result = await CallAsync(arguments, cancellationToken).ConfigureAwait(false);
            var text = string.Join('\n', result.Content.Select(block => block is TextContentBlock written
                ? written.Text
                : throw new ToolFailure($"{Name} returned {block.Type}, and the policy reads text only")));
            return result.IsError == true ? throw ToolFailure.Of(Name, text) : text;
        }

        private async Task<CallToolResult> CallAsync(AIFunctionArguments arguments, CancellationToken cancellationToken)
        {
            try
            {
                return await tool.CallAsync(arguments, cancellationToken: cancellationToken).ConfigureAwait(false);
            }
            catch (McpProtocolException exception)
            {
                // The server is there, and says no.
                throw ToolFailure.Of(Name, exception);
            }
            catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
            {
                lost();
                throw new ServerGone($"the server of {Name} is gone ({Describe(exception)})", exception);
            }
        }
    }
}
