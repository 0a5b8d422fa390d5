using Kimi.Dsl;
using Kimi.Runtime.Tools;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace Kimi.Runtime.Tests.Tools;

/// <summary>Tools of a real server, in a process of its own.</summary>
public sealed class ServerToolsTests : IDisposable
{
    private readonly ToolEnvironment _environment = Environment(ToolFault.Response);

    public void Dispose() => _environment.Dispose();

    [Fact]
    public async Task A_call_gets_what_the_server_s_tool_returns()
    {
        await _environment.CheckAsync("", default);

        Assert.Equal("[19]", await SayAsync(_environment, "[add(12,7)]"));
    }

    [Theory]
    [InlineData("[add(12)]", "add needs the argument 'b'")]
    [InlineData("[add(12,\"x\")]", "the argument 'b' of add is of type integer")]
    public async Task Arguments_are_checked_by_the_server_s_schema(string turn, string why) =>
        Assert.Equal($"[error: {why}]", await SayAsync(_environment, turn));

    [Theory]
    [InlineData("[refuse()]", "refuse failed (")]
    [InlineData("[add(99999999999,1)]", "add failed (")]
    [InlineData("[picture()]", "picture returned image, and the policy reads text only")]
    public async Task A_tool_that_says_it_failed_is_a_fault_of_the_response_or_a_message_by_option(string turn, string why)
    {
        using var tolerant = Environment(ToolFault.Message);

        Assert.StartsWith($"fault: {why}", await SayAsync(_environment, turn), StringComparison.Ordinal);
        Assert.StartsWith($"[error: {why}", await SayAsync(tolerant, turn), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_the_server_says_of_its_failure_is_passed_on() =>
        Assert.Contains("not today", await SayAsync(_environment, "[refuse()]"), StringComparison.Ordinal);

    [Fact]
    public async Task Responses_share_a_server_and_one_that_died_is_started_again_for_the_next()
    {
        using var environment = Environment(ToolFault.Message);
        var first = await SayAsync(environment, "[process_number()]");
        Assert.Equal(first, await SayAsync(environment, "[process_number()]"));

        // Whatever the option: there is nothing that the policy could do about it.
        var error = await Assert.ThrowsAsync<ServerGone>(() => SayAsync(environment, "[die()]"));

        Assert.StartsWith("the server of die is gone (", error.Message, StringComparison.Ordinal);
        Assert.NotEqual(first, await SayAsync(environment, "[process_number()]"));
    }

    [Theory]
    [InlineData("", "has no Command: give it the command that starts the server")]
    [InlineData("no-such-command", "cannot work: the server 'no-such-command' does not start, or does not list its tools (")]
    [InlineData("true", "cannot work: the server 'true' does not start, or does not list its tools (")]
    public async Task A_server_that_does_not_start_is_told_before_the_first_stage(string command, string why)
    {
        using var environment = new ToolEnvironment(
            new McpToolsAttribute { Command = command }, new ServiceCollection().BuildServiceProvider(), NullLoggerFactory.Instance);

        var error = await Assert.ThrowsAsync<KimiException>(() => environment.CheckAsync("[McpTools] on stage S", default));

        Assert.StartsWith($"[McpTools] on stage S {why}", error.Message, StringComparison.Ordinal);
    }

    private static ToolEnvironment Environment(ToolFault onFault) => new(
        new McpToolsAttribute<BracketCalls> { Command = "dotnet", Arguments = ToolServer.Arguments, OnFault = onFault },
        new ServiceCollection().BuildServiceProvider(), NullLoggerFactory.Instance);

    private static async Task<string> SayAsync(ToolEnvironment environment, string turn)
    {
        var problem = new MathProblem { Id = "p", Prompt = "", Answer = "" };
        await using var episode = await environment.StartAsync(problem, new("r", 0, 8, 64), default);
        return await episode.ReplyAsync(new([]) { Text = turn[..^2], StopText = turn[^2..] }, default) switch
        {
            EnvironmentReply.Continue { Message.Parts: [PromptPart.Text text] } => text.Value,
            EnvironmentReply.Fault fault => $"fault: {fault.Why}",
            var other => $"{other}",
        };
    }
}
