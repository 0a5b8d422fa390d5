using System.Net;
using System.Net.Sockets;
using System.Text;
using Kimi.Dsl;
using Kimi.Runtime.Sandboxes;
using Kimi.Runtime.Settings;
using Kimi.Sandbox.Remote;
using Kimi.Sandbox.Serving;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace Kimi.Sandbox.Tests;

/// <summary>A sandbox as a service, and the client of it.</summary>
public sealed class ServiceTests
{
    private static readonly CancellationToken s_never = CancellationToken.None;

    [Fact]
    public async Task Outcomes_are_those_of_the_sandbox_itself()
    {
        await using var server = new Served(new PostfixSandbox());
        using var client = Client(server.Url);

        var outcomes = await Box.RunAsync(client, "x y /", ProgramLanguage.Postfix, null, "84 2", "1 0", "9 3");
        var broken = await Box.RunAsync(client, "x ?", ProgramLanguage.Postfix, null, "1", "2");

        Assert.Equal(["exited 0: 42", "exited 1:", "exited 0: 3"], outcomes.Select(Box.Words));
        Assert.Equal("word 3, '/': division by zero\n", Box.Text(Assert.IsType<RunOutcome.Exited>(outcomes[1]).Error));
        Assert.Equal(["does not compile"], broken.Select(Box.Words));
        Assert.Equal(SandboxIsolation.Remote, (await client.CapabilitiesAsync(s_never)).Isolation);
        Assert.Equal("1", (await client.CapabilitiesAsync(s_never)).Languages[ProgramLanguage.Postfix]);
    }

    [Fact]
    public async Task Whoever_lacks_the_key_has_nothing_run_and_health_needs_none()
    {
        await using var server = new Served(new PostfixSandbox(), key: "secret");
        using var http = new HttpClient();
        using var client = Client(server.Url);

        Assert.Equal("ok\n", await http.GetStringAsync(server.Url + "/health"));
        Assert.Equal("ok\n", await http.GetStringAsync(server.Url.Replace("127.0.0.1", "localhost", StringComparison.Ordinal) + "/health"));
        Assert.Equal(HttpStatusCode.Unauthorized, (await http.GetAsync(server.Url + "/metrics")).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await http.PostAsync(server.Url + "/run", new StringContent("{}"))).StatusCode);
        Assert.Contains("401", Box.Words(Assert.Single(await Box.RunAsync(client, "x", ProgramLanguage.Postfix, null, "1"))), StringComparison.Ordinal);
        http.DefaultRequestHeaders.Authorization = new("Bearer", "secret");
        Assert.Equal(HttpStatusCode.OK, (await http.GetAsync(server.Url + "/metrics")).StatusCode);
    }

    [Fact]
    public async Task Other_addresses_than_loopback_need_a_key()
    {
        var server = new SandboxServer(new PostfixSandbox(), new("*", FreePort(), null, 1), NullLogger.Instance);

        var refused = await Assert.ThrowsAsync<KimiException>(() => server.RunAsync(() => { }, s_never));

        Assert.Contains("KIMI_SANDBOX_KEY", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{", HttpStatusCode.BadRequest)]
    [InlineData("""{"language":"Postfix","source":"x"}""", HttpStatusCode.BadRequest)]
    [InlineData("""{"language":"Postfix","source":"x","inputs":[],"limits":{"cpuSeconds":-1}}""", HttpStatusCode.BadRequest)]
    [InlineData("""{"language":"Postfix","source":"x","inputs":[],"limits":{"memoryBytes":99999999999999}}""", HttpStatusCode.BadRequest)]
    [InlineData("""{"language":"Cobol","source":"x","inputs":[]}""", HttpStatusCode.BadRequest)]
    [InlineData("null", HttpStatusCode.BadRequest)]
    [InlineData("[]", HttpStatusCode.BadRequest)]
    [InlineData("", HttpStatusCode.BadRequest)]
    [InlineData("""{"language":"Postfix","source":null,"inputs":[]}""", HttpStatusCode.BadRequest)]
    [InlineData("""{"language":"Postfix","source":"x","inputs":null}""", HttpStatusCode.BadRequest)]
    [InlineData("""{"language":"Postfix","source":"x","inputs":[],"limits":null}""", HttpStatusCode.BadRequest)]
    [InlineData("""{"language":"Postfix","source":"x","inputs":["!!"]}""", HttpStatusCode.BadRequest)]
    [InlineData("""{"language":"Postfix","source":"x","inputs":["MQ=="]}""", HttpStatusCode.OK)]
    public async Task What_is_no_job_is_refused(string body, HttpStatusCode status)
    {
        await using var server = new Served(new PostfixSandbox());
        using var http = new HttpClient();

        var response = await http.PostAsync(server.Url + "/run", new ByteArrayContent(Encoding.UTF8.GetBytes(body)));

        Assert.Equal(status, response.StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await http.GetAsync(server.Url + "/other")).StatusCode);
    }

    [Fact]
    public async Task A_full_queue_says_so_and_the_client_comes_again()
    {
        var slow = new Gate();
        await using var server = new Served(slow, jobs: 1);
        using var first = Client(server.Url);
        using var second = Client(server.Url);
        using var http = new HttpClient();

        var one = Box.RunAsync(first, "x", ProgramLanguage.Postfix, null, "1");
        await slow.Entered.Task;
        var refused = await http.PostAsync(server.Url + "/run", new StringContent("{}"));
        var two = Box.RunAsync(second, "x", ProgramLanguage.Postfix, null, "2");
        while (!(await http.GetStringAsync(server.Url + "/metrics")).Contains("refused_total 2", StringComparison.Ordinal))
            await Task.Delay(10);
        slow.Open.SetResult();

        Assert.Equal(HttpStatusCode.TooManyRequests, refused.StatusCode);
        Assert.Equal("exited 0: 1", Box.Words(Assert.Single(await one)));
        Assert.Equal("exited 0: 2", Box.Words(Assert.Single(await two)));
        Assert.Contains("kimi_sandbox_runs_total{outcome=\"Exited\"} 2", await http.GetStringAsync(server.Url + "/metrics"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_service_that_is_not_there_or_ends_is_a_fault()
    {
        using var client = Client($"http://127.0.0.1:{FreePort()}");
        var missing = Box.Words(Assert.Single(await Box.RunAsync(client, "x", ProgramLanguage.Postfix, null, "1")));
        Assert.StartsWith("fault: the sandbox at", missing, StringComparison.Ordinal);

        var slow = new Gate();
        var server = new Served(slow);
        using var other = Client(server.Url);
        var running = Box.RunAsync(other, "x", ProgramLanguage.Postfix, null, "1", "2");
        await slow.Entered.Task;
        await server.DisposeAsync();

        Assert.StartsWith("fault: ", Box.Words((await running)[^1]), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whoever_sends_a_part_of_a_job_keeps_no_place_in_the_queue()
    {
        await using var server = new Served(new PostfixSandbox(), jobs: 1, bodyTime: TimeSpan.FromMilliseconds(50));
        using var client = Client(server.Url);
        using var half = new TcpClient();
        await half.ConnectAsync(IPAddress.Loopback, new Uri(server.Url).Port);
        await half.GetStream().WriteAsync(
            Encoding.UTF8.GetBytes($"POST /run HTTP/1.1\r\nHost: {new Uri(server.Url).Authority}\r\nContent-Length: 100\r\n\r\n{{\"lang"));

        using var answer = new StreamReader(half.GetStream());

        Assert.Contains("408", await answer.ReadLineAsync(), StringComparison.Ordinal);
        Assert.Equal("exited 0: 1", Box.Words(Assert.Single(await Box.RunAsync(client, "x", ProgramLanguage.Postfix, null, "1"))));
    }

    [SkippableFact]
    public async Task The_local_sandbox_is_served_as_it_is()
    {
        Box.Require(ProgramLanguage.Python);
        using var local = Box.New();
        await using var server = new Served(local);
        using var client = Client(server.Url);

        var outcomes = await Box.RunAsync(client, "print(int(input()) * 2)", inputs: ["1", "x", "21"]);

        Assert.Equal(["exited 0: 2", "exited 1:", "exited 0: 42"], outcomes.Select(Box.Words));
    }

    private static ServiceSandbox Client(string url) => new(Options.Create(new KimiOptions { SandboxUrl = url }));

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private sealed class Served : IAsyncDisposable
    {
        private readonly CancellationTokenSource _stop = new();
        private readonly Task _running;

        public Served(ISandbox sandbox, string? key = null, int jobs = 8, TimeSpan? bodyTime = null)
        {
            var options = new ServerOptions("127.0.0.1", FreePort(), key, jobs);
            Url = options.Prefix.TrimEnd('/');
            _running = new SandboxServer(sandbox, options, NullLogger.Instance, bodyTime).RunAsync(() => { }, _stop.Token);
        }

        public string Url { get; }

        public async ValueTask DisposeAsync()
        {
            await _stop.CancelAsync();
            await _running;
            _stop.Dispose();
        }
    }

    // Lets nothing through until it is opened.
    private sealed class Gate : ISandbox
    {
        private readonly PostfixSandbox _sandbox = new();

        public TaskCompletionSource Entered { get; } = new();

        public TaskCompletionSource Open { get; } = new();

        public ValueTask<SandboxCapabilities> CapabilitiesAsync(CancellationToken cancellationToken) => _sandbox.CapabilitiesAsync(cancellationToken);

        public async IAsyncEnumerable<RunOutcome> RunAsync(
            SandboxJob job, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
        {
            Entered.TrySetResult();
            await Open.Task.WaitAsync(cancellationToken);
            await foreach (var outcome in _sandbox.RunAsync(job, cancellationToken))
                yield return outcome;
        }
    }
}
