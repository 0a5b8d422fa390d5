using Kimi.Dsl;
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
internal sealed class ServerTools(McpServerAttribute options, ILoggerFactory loggers) : IToolSource, IDisposable
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
            throw new KimiException($"{place} cannot work: {exception.Message}; correct Command and Arguments", exception);
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
        McpClient? client = null;
        try
        {
            var transport = new StdioClientTransport(new() { Command = options.Command, Arguments = options.Arguments, Name = options.Name }, loggers);
            client = await McpClient.CreateAsync(transport, loggerFactory: loggers, cancellationToken: cancellationToken).ConfigureAwait(false);
            var tools = await client.ListToolsAsync(cancellationToken: cancellationToken).ConfigureAwait(false);
            return new(client, tools);
        }
        catch (Exception exception)
        {
            if (client is not null)
                await client.DisposeAsync().ConfigureAwait(false);
            cancellationToken.ThrowIfCancellationRequested();
            throw new ServerGone($"the server '{options.Command}' does not start, or does not list its tools ({Describe(exception)})", exception);
        }
    }

    private static string Describe(Exception exception) => exception.Message.Split('\n')[0].TrimEnd('.', '\r');

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
            return result.IsError == true ? throw new ToolFailure($"{Name} failed ({text})") : text;
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
                throw new ToolFailure($"{Name} failed ({exception.Message.TrimEnd('.')})");
            }
            catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
            {
                lost();
                throw new ServerGone($"the server of {Name} is gone ({Describe(exception)})", exception);
            }
        }
    }
}
