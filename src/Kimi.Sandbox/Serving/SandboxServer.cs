using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Kimi.Dsl;
using Microsoft.Extensions.Logging;

namespace Kimi.Sandbox.Serving;

/// <summary>
/// A sandbox as a service: <c>POST /run</c> takes a <see cref="SandboxJob"/> and answers its outcomes as lines of JSON while they come;
/// <c>GET /capabilities</c>, <c>/health</c> and <c>/metrics</c>. The platform's own listener serves it, so that applications need no other framework.
/// </summary>
/// <param name="sandbox">What runs the programs.</param>
/// <param name="options">Where, for whom, and how many.</param>
/// <param name="logger">The log.</param>
/// <param name="bodyTime">How long a client may take to send a job; null for a minute.</param>
internal sealed class SandboxServer(ISandbox sandbox, ServerOptions options, ILogger logger, TimeSpan? bodyTime = null)
{
    private const long MostThatIsRead = 1 << 20;
    private const int MostStarts = 10;

    // Whoever sends a part of a job and then nothing would keep a place in the queue.
    private static readonly TimeSpan s_bodyTime = TimeSpan.FromSeconds(60);

    private static readonly byte[] s_newLine = "\n"u8.ToArray();
    private static readonly JsonSerializerOptions s_jobs = new(JsonSerializerDefaults.Web) { RespectNullableAnnotations = true };

    private readonly ServerMetrics _metrics = new();
    private int _jobs;

    /// <summary>Serves until it is stopped; jobs that run then are stopped too.</summary>
    /// <param name="listening">Is called once clients can come.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="KimiException">The address is not loopback and there is no key, or it cannot be listened at.</exception>
    public async Task RunAsync(Action listening, CancellationToken cancellationToken)
    {
        if (options.Key is null && !options.IsLoopback)
            throw new KimiException(
                $"'{options.Host}' is reached from other machines, and anyone there could have programs run: set the environment variable KIMI_SANDBOX_KEY, "
                + "for the clients too");
        using var listener = Listen();
        listening();
        await using var stopping = cancellationToken.Register(listener.Stop).ConfigureAwait(false);
        List<Task> requests = [];
        while (await NextAsync(listener, cancellationToken).ConfigureAwait(false) is { } context)
        {
            requests.RemoveAll(request => request.IsCompleted);
            requests.Add(AnswerAsync(context, cancellationToken));
        }

        await Task.WhenAll(requests).ConfigureAwait(false);
    }

    // A client that connects while .NET's listener starts makes it fail, and the port is free again once what it left is collected.
    private HttpListener Listen()
    {
        for (var attempt = 1; ; attempt++)
        {
            var listener = new HttpListener();
            try
            {
                foreach (var prefix in options.Prefixes)
                    listener.Prefixes.Add(prefix);
                listener.Start();
                return listener;
            }
            catch (HttpListenerException exception)
            {
                listener.Close();
                throw new KimiException($"{options.Prefix} cannot be listened at: {exception.Message}");
            }
            catch (ArgumentNullException) when (attempt < MostStarts)
            {
                listener.Close();
                GC.Collect();
                GC.WaitForPendingFinalizers();
            }
        }
    }

    private static async Task<HttpListenerContext?> NextAsync(HttpListener listener, CancellationToken cancellationToken)
    {
        try
        {
            return await listener.GetContextAsync().ConfigureAwait(false);
        }
        catch (Exception) when (cancellationToken.IsCancellationRequested)
        {
            return null;
        }
    }

    private async Task AnswerAsync(HttpListenerContext context, CancellationToken cancellationToken)
    {
        await Task.Yield();
        var response = context.Response;
        try
        {
            await RouteAsync(context, cancellationToken).ConfigureAwait(false);

            // To dispose of it would close the connection without a word, and the client's next request on it would be lost.
            response.Close();
        }
        catch (Exception exception) when (exception is IOException or HttpListenerException or ObjectDisposedException or OperationCanceledException)
        {
            // The client has what it needs, or the server stops: what ran was stopped with the request.
            response.Abort();
        }
        catch (Exception exception)
        {
            logger.LogError(exception, "a request failed");
            TryStatus(response, HttpStatusCode.InternalServerError);
        }
    }

    private async Task RouteAsync(HttpListenerContext context, CancellationToken cancellationToken)
    {
        var (request, response) = (context.Request, context.Response);
        var path = $"{request.HttpMethod} {request.Url?.AbsolutePath}";
        if (path == "GET /health")
            await WriteAsync(response, "text/plain", "ok\n"u8.ToArray(), cancellationToken).ConfigureAwait(false);
        else if (!IsAllowed(request))
            await RefuseAsync(context, HttpStatusCode.Unauthorized, cancellationToken).ConfigureAwait(false);
        else if (path == "GET /metrics")
            await WriteAsync(response, "text/plain; version=0.0.4", Encoding.UTF8.GetBytes(_metrics.Text(_jobs)), cancellationToken).ConfigureAwait(false);
        else if (path == "GET /capabilities")
            await WriteAsync(
                response, "application/json", Json(await sandbox.CapabilitiesAsync(cancellationToken).ConfigureAwait(false)), cancellationToken)
                .ConfigureAwait(false);
        else if (path == "POST /run")
            await QueueAsync(context, cancellationToken).ConfigureAwait(false);
        else
            await RefuseAsync(context, HttpStatusCode.NotFound, cancellationToken).ConfigureAwait(false);
    }

    // A connection that is closed with something unread loses the answer: what is small is read, and for the rest the connection ends with the answer.
    private static async Task RefuseAsync(HttpListenerContext context, HttpStatusCode status, CancellationToken cancellationToken)
    {
        context.Response.StatusCode = (int)status;
        if (context.Request.ContentLength64 is >= 0 and <= MostThatIsRead)
            await context.Request.InputStream.CopyToAsync(Stream.Null, cancellationToken).ConfigureAwait(false);
        else
            context.Response.KeepAlive = false;
    }

    private bool IsAllowed(HttpListenerRequest request) => options.Key is null || CryptographicOperations.FixedTimeEquals(
        Encoding.UTF8.GetBytes($"Bearer {options.Key}"), Encoding.UTF8.GetBytes(request.Headers["Authorization"] ?? ""));

    private async Task QueueAsync(HttpListenerContext context, CancellationToken cancellationToken)
    {
        var (request, response) = (context.Request, context.Response);
        if (request.ContentLength64 is < 0 or > ServerOptions.LargestBody)
        {
            var status = request.ContentLength64 < 0 ? HttpStatusCode.LengthRequired : HttpStatusCode.RequestEntityTooLarge;
            await RefuseAsync(context, status, cancellationToken).ConfigureAwait(false);
            return;
        }

        try
        {
            if (Interlocked.Increment(ref _jobs) > options.Jobs)
            {
                _metrics.CountRefused();
                response.Headers["Retry-After"] = "1";
                await RefuseAsync(context, HttpStatusCode.TooManyRequests, cancellationToken).ConfigureAwait(false);
                return;
            }

            await RunAsync(request, response, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            Interlocked.Decrement(ref _jobs);
        }
    }

    private async Task RunAsync(HttpListenerRequest request, HttpListenerResponse response, CancellationToken cancellationToken)
    {
        SandboxJob job;
        try
        {
            job = await JsonSerializer.DeserializeAsync<SandboxJob>(request.InputStream, s_jobs, cancellationToken).AsTask()
                .WaitAsync(bodyTime ?? s_bodyTime, cancellationToken).ConfigureAwait(false) ?? throw new JsonException("null is no job");
            ServerOptions.Check(job);
        }
        catch (TimeoutException)
        {
            response.StatusCode = (int)HttpStatusCode.RequestTimeout;
            response.KeepAlive = false;
            return;
        }
        catch (Exception exception) when (exception is JsonException or KimiException)
        {
            response.StatusCode = (int)HttpStatusCode.BadRequest;
            await WriteAsync(response, "text/plain", Encoding.UTF8.GetBytes(exception.Message + "\n"), cancellationToken).ConfigureAwait(false);
            return;
        }

        response.ContentType = "application/jsonl";
        response.SendChunked = true;
        await foreach (var outcome in sandbox.RunAsync(job, cancellationToken).ConfigureAwait(false))
        {
            _metrics.Count(outcome);
            await response.OutputStream.WriteAsync(Json(outcome), cancellationToken).ConfigureAwait(false);
            await response.OutputStream.WriteAsync(s_newLine, cancellationToken).ConfigureAwait(false);
            await response.OutputStream.FlushAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    private static byte[] Json<T>(T value) => JsonSerializer.SerializeToUtf8Bytes(value, JsonSerializerOptions.Web);

    private static async Task WriteAsync(HttpListenerResponse response, string type, byte[] body, CancellationToken cancellationToken)
    {
        response.ContentType = type;
        response.ContentLength64 = body.Length;
        await response.OutputStream.WriteAsync(body, cancellationToken).ConfigureAwait(false);
    }

    private static void TryStatus(HttpListenerResponse response, HttpStatusCode status)
    {
        try
        {
            response.StatusCode = (int)status;
            response.Close();
        }
        catch (InvalidOperationException)
        {
            // The answer had begun: it ends early, which the client sees.
            response.Abort();
        }
    }
}
