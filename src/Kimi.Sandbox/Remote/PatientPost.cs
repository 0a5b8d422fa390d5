using System.Net;
using System.Text.Json;

namespace Kimi.Sandbox.Remote;

/// <summary>Requests to a sandbox that may be busy: it is asked again, so that no load becomes a verdict.</summary>
internal static class PatientPost
{
    private const int Tries = 30;
    private static readonly TimeSpan s_pause = TimeSpan.FromSeconds(1);

    /// <summary>Posts JSON.</summary>
    /// <param name="client">The client.</param>
    /// <param name="path">The path.</param>
    /// <param name="body">The body.</param>
    /// <param name="json">How it is written.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns>The answer, once its headers are there.</returns>
    /// <exception cref="HttpRequestException">There is none, or it is no success: why.</exception>
    public static async Task<HttpResponseMessage> SendAsync(
        HttpClient client, string path, object body, JsonSerializerOptions json, CancellationToken cancellationToken)
    {
        var bytes = JsonSerializer.SerializeToUtf8Bytes(body, json);
        for (var attempt = 1; ; attempt++)
        {
            using var content = new ByteArrayContent(bytes) { Headers = { ContentType = new("application/json") } };
            using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = content };
            var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken).ConfigureAwait(false);
            if (response.IsSuccessStatusCode)
                return response;
            using (response)
            {
                if (response.StatusCode is not (HttpStatusCode.TooManyRequests or HttpStatusCode.ServiceUnavailable) || attempt == Tries)
                    throw new HttpRequestException($"it answers {(int)response.StatusCode} {response.ReasonPhrase}");
                await Task.Delay(response.Headers.RetryAfter?.Delta ?? s_pause, cancellationToken).ConfigureAwait(false);
            }
        }
    }
}
