using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using Kimi.Dsl;
using Kimi.Runtime.Settings;
using Kimi.Sandbox.Remote;
using Microsoft.Extensions.Options;

namespace Kimi.Sandbox.Tests;

/// <summary>The client of SandboxFusion, with a server of its shape.</summary>
public sealed class FusionTests
{
    private const string Ran = """{"status":"Success","run_result":{"status":"Finished","execution_time":0.02,"return_code":0,"stdout":"42\n","stderr":""}}""";
    private const string OutOfTime = """{"status":"Failed","run_result":{"status":"TimeLimitExceeded","execution_time":10,"stdout":"","stderr":""}}""";

    [Theory]
    [InlineData(Ran, "exited 0: 42")]
    [InlineData("""{"status":"Failed","run_result":{"status":"Finished","return_code":1,"stdout":"","stderr":"no"}}""", "exited 1:")]
    [InlineData("""{"status":"Failed","run_result":{"status":"Finished","return_code":-11,"stdout":"","stderr":""}}""", "signal 11")]
    [InlineData(OutOfTime, "limit WallTime")]
    [InlineData("""{"status":"Failed","compile_result":{"status":"Finished","return_code":1,"stderr":"error"},"run_result":null}""", "does not compile")]
    [InlineData("""{"status":"SandboxError","message":"no container"}""", "fault: SandboxFusion says SandboxError: no container")]
    [InlineData("""{"status":"Success","message":"odd"}""", "fault: SandboxFusion says Success without a result: odd")]
    [InlineData("""{"status":"Success","run_result":{"status":"Error","return_code":null}}""", "fault: SandboxFusion says Error of a run: ")]
    public async Task Each_answer_is_an_outcome(string answer, string expected)
    {
        using var server = new Fake(answer);
        using var sandbox = Client(server.Url);

        Assert.Equal(expected.TrimEnd(), Box.Words(Assert.Single(await Box.RunAsync(sandbox, "x"))).TrimEnd());
    }

    [Fact]
    public async Task A_request_has_the_program_its_input_and_its_limits()
    {
        using var server = new Fake(Ran);
        using var sandbox = Client(server.Url);

        await Box.RunAsync(sandbox, "print(input())", inputs: ["a", "ä"]);

        Assert.Equal(2, server.Requests.Count);
        var request = server.Requests[1];
        Assert.Equal(("print(input())", "ä", "python"), (Text(request, "code"), Text(request, "stdin"), Text(request, "language")));
        Assert.Equal((0.5, 96), (request.GetProperty("run_timeout").GetDouble(), request.GetProperty("memory_limit_MB").GetInt32()));
        Assert.Equal(30, request.GetProperty("compile_timeout").GetDouble());
        Assert.Equal(JsonValueKind.Object, request.GetProperty("files").ValueKind);
    }

    [Fact]
    public async Task A_program_out_of_time_is_tried_once_more()
    {
        using var server = new Fake(OutOfTime, Ran);
        using var sandbox = Client(server.Url);

        Assert.Equal("exited 0: 42", Box.Words(Assert.Single(await Box.RunAsync(sandbox, "x"))));
    }

    [Fact]
    public async Task C_and_a_server_that_is_not_there_are_faults()
    {
        using var server = new Fake("nonsense");
        using var sandbox = Client(server.Url);

        var c = Box.Words(Assert.Single(await Box.RunAsync(sandbox, "x", ProgramLanguage.C)));
        var python = Box.Words(Assert.Single(await Box.RunAsync(sandbox, "x")));

        Assert.StartsWith("fault: SandboxFusion runs no C", c, StringComparison.Ordinal);
        Assert.StartsWith("fault: SandboxFusion at", python, StringComparison.Ordinal);
    }

    private static string? Text(JsonElement request, string name) => request.GetProperty(name).GetString();

    private static FusionSandbox Client(string url) => new(Options.Create(new KimiOptions { SandboxUrl = url }));

    // Gives its answers in turn, and the last one for ever.
    private sealed class Fake : IDisposable
    {
        private readonly HttpListener _listener = new();
        private readonly Queue<string> _answers;

        public Fake(params string[] answers)
        {
            _answers = new(answers);
            using (var free = new TcpListener(IPAddress.Loopback, 0))
            {
                free.Start();
                Url = $"http://127.0.0.1:{((IPEndPoint)free.LocalEndpoint).Port}";
            }

            _listener.Prefixes.Add(Url + "/");
            _listener.Start();
            _ = ServeAsync();
        }

        public string Url { get; }

        public List<JsonElement> Requests { get; } = [];

        public void Dispose() => _listener.Close();

        private async Task ServeAsync()
        {
            while (_listener.IsListening)
            {
                var context = await _listener.GetContextAsync();
                Assert.Equal("POST /run_code", $"{context.Request.HttpMethod} {context.Request.Url!.AbsolutePath}");
                Requests.Add((await JsonDocument.ParseAsync(context.Request.InputStream)).RootElement);
                await context.Response.OutputStream.WriteAsync(Encoding.UTF8.GetBytes(_answers.Count > 1 ? _answers.Dequeue() : _answers.Peek()));
                context.Response.Close();
            }
        }
    }
}
