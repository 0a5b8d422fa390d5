using System.ComponentModel;
using ModelContextProtocol;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;

namespace Kimi.Runtime.Tests.Tools;

/// <summary>A server of the Model Context Protocol over standard input and output, in a process of its own.</summary>
internal static class ToolServer
{
    internal static string[] Arguments { get; } = ["exec", typeof(ToolServer).Assembly.Location, "serve-tools"];

    internal static async Task RunAsync(bool isLouder)
    {
        var options = new McpServerOptions { ServerInfo = new() { Name = "tests", Version = "1" }, ToolCollection = [] };
        foreach (var tool in new Delegate[] { isLouder ? AddMore : Add, Refuse, Picture, Die, ProcessNumber })
            options.ToolCollection.Add(McpServerTool.Create(tool));
        await using var server = McpServer.Create(new StdioServerTransport(options), options);
        await server.RunAsync();
    }

    [McpServerTool(Name = "add"), Description("Adds two numbers.")]
    private static int Add(int a, int b) => a + b;

    [McpServerTool(Name = "add"), Description("Adds two numbers, and a hundred.")]
    private static int AddMore(int a, int b) => a + b + 100;

    [McpServerTool(Name = "refuse"), Description("Says no.")]
    private static string Refuse() => throw new McpException("not today");

    [McpServerTool(Name = "picture"), Description("Draws.")]
    private static ImageContentBlock Picture() => ImageContentBlock.FromBytes(new byte[] { 1, 2, 3 }, "image/png");

    [McpServerTool(Name = "die"), Description("Ends the server.")]
    private static string Die()
    {
        Environment.Exit(3);
        return "";
    }

    [McpServerTool(Name = "process_number"), Description("Which process it is.")]
    private static int ProcessNumber() => Environment.ProcessId;
}
