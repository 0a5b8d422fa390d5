using System.Text.Json;
using Kimi.Dsl;
using Microsoft.Extensions.AI;

namespace Kimi.Runtime.Tools;

/// <summary>A response that calls tools: makes the calls in each of its turns, and ends it at the first turn without one.</summary>
/// <param name="tools">The tools.</param>
/// <param name="protocol">What calls and results look like.</param>
/// <param name="options">What happens when a tool fails.</param>
internal sealed class ToolEpisode(ToolSet tools, IToolProtocol protocol, ToolEnvironmentAttribute options) : IEpisode
{
    public IReadOnlyList<Message> Opening => options.DescribeTools
        ? [new(MessageRole.System, [new PromptPart.Text(protocol.Describe([.. tools.Functions.Select(Describe)]))])]
        : [];

    public async ValueTask<EnvironmentReply> ReplyAsync(PolicyTurn turn, CancellationToken cancellationToken)
    {
        var calls = protocol.Read(turn.Text + turn.StopText);
        if (calls.Count == 0)
            return new EnvironmentReply.Finished();
        var results = new List<string>();
        foreach (var call in calls)
        {
            try
            {
                results.Add(await ResultAsync(call, cancellationToken).ConfigureAwait(false));
            }
            catch (Exception exception) when (exception is ToolMistake || (exception is ToolFailure && options.OnFault == ToolFault.Message))
            {
                results.Add(options.ErrorText.Length > 0 ? options.ErrorText : $"error: {exception.Message}");
            }
            catch (ToolFailure failure)
            {
                return new EnvironmentReply.Fault(failure.Message);
            }
        }

        return new EnvironmentReply.Continue(protocol.Write(results));
    }

    public async ValueTask DisposeAsync()
    {
        switch (tools.Owner)
        {
            case IAsyncDisposable owner:
                await owner.DisposeAsync().ConfigureAwait(false);
                break;
            case IDisposable owner:
                owner.Dispose();
                break;
        }
    }

    private async Task<string> ResultAsync(ToolCall call, CancellationToken cancellationToken)
    {
        var (tool, arguments) = ToolBinding.Bind(call, tools.Functions);
        try
        {
            return TextOf(await tool.InvokeAsync(arguments, cancellationToken).ConfigureAwait(false), tool);
        }
        catch (Exception exception) when (exception is not (ToolFailure or ServerGone) && !cancellationToken.IsCancellationRequested)
        {
            throw ToolFailure.Of(tool.Name, exception);
        }
    }

    // Functions return JSON. A text stands for itself, and nothing is an empty text.
    private static string TextOf(object? result, AIFunction tool) => result switch
    {
        null or JsonElement { ValueKind: JsonValueKind.Null or JsonValueKind.Undefined } => "",
        string text => text,
        JsonElement { ValueKind: JsonValueKind.String } text => text.GetString()!,
        JsonElement json => json.GetRawText(),
        TextContent content => content.Text,
        _ => throw new ToolFailure($"{tool.Name} returned a {result.GetType().Name}, and the policy reads text only"),
    };

    private static ToolDescription Describe(AIFunction tool) => new(tool.Name, tool.Description, tool.JsonSchema);
}

/// <summary>A tool failed, or said that it did.</summary>
/// <param name="message">How.</param>
internal sealed class ToolFailure(string message) : Exception(message)
{
    /// <summary>A tool threw.</summary>
    /// <param name="tool">The tool.</param>
    /// <param name="exception">What it threw.</param>
    public static ToolFailure Of(string tool, Exception exception) => Of(tool, WordsOf(exception));

    /// <summary>A tool said that it failed.</summary>
    /// <param name="tool">The tool.</param>
    /// <param name="why">Why; empty where it did not say.</param>
    public static ToolFailure Of(string tool, string why) =>
        new($"{tool} failed ({(string.IsNullOrWhiteSpace(why) ? "it does not say why" : why.TrimEnd('.'))})");

    // Without a message of its own, an exception says the name of its type, or nothing: 'index out of range' for an IndexOutOfRangeException.
    private static string WordsOf(Exception exception)
    {
        var type = exception.GetType();
        return string.IsNullOrWhiteSpace(exception.Message) || exception.Message.Contains($"'{type.FullName}'", StringComparison.Ordinal)
            ? JsonNamingPolicy.SnakeCaseLower.ConvertName(type.Name.Split('`')[0].Replace(nameof(Exception), "", StringComparison.Ordinal)).Replace('_', ' ')
            : exception.Message;
    }
}

/// <summary>The server of a tool is gone, or was never there: nothing that a policy could do anything about.</summary>
/// <param name="message">What happened to it.</param>
/// <param name="cause">Why.</param>
internal sealed class ServerGone(string message, Exception cause) : Exception(message, cause);
