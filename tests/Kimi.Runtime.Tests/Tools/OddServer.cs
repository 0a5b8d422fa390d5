using System.Text.Json.Nodes;

namespace Kimi.Runtime.Tests.Tools;

/// <summary>A process that answers requests on its standard input with given texts, and some not at all.</summary>
internal static class OddServer
{
    /// <summary>The answer of a server of the Model Context Protocol to its first request.</summary>
    internal const string Initialized =
        """initialize={"protocolVersion":"2025-06-18","capabilities":{"tools":{}},"serverInfo":{"name":"odd","version":"1"}}""";

    /// <summary>The arguments of a process that answers so, and that makes a file when it gets a request that it leaves unanswered.</summary>
    internal static string[] Arguments(string file, params string[] answers) => ["exec", typeof(OddServer).Assembly.Location, "answer", file, .. answers];

    internal static void Run(string[] arguments)
    {
        var answers = arguments[1..].Select(answer => answer.Split('=', 2)).ToDictionary(pair => pair[0], pair => pair[1]);
        while (Console.ReadLine() is { } line)
        {
            var request = JsonNode.Parse(line)!;
            var (id, method) = (request["id"], (string)request["method"]!);
            if (id is null)
                continue;
            if (answers.TryGetValue(method, out var result))
                Console.WriteLine($$"""{"jsonrpc":"2.0","id":{{id.ToJsonString()}},"result":{{result}}}""");
            else if (method == "server/discover")
                Console.WriteLine("""{"jsonrpc":"2.0","id":""" + id.ToJsonString() + ""","error":{"code":-32601,"message":"unknown"}}""");
            else
                File.WriteAllText(arguments[0], method);
        }
    }
}
