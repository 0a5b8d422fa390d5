using Kimi.Dsl;
using Kimi.Runtime.Tools;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace Kimi.Runtime.Tests.Tools;

/// <summary>Tools of a real server, in a process of its own.</summary>
/// <param name="servers">Two of it.</param>
public sealed class ServerToolsTests(ServerToolsTests.Servers servers) : IClassFixture<ServerToolsTests.Servers>
{
    [Fact]
    public async Task A_call_gets_what_the_server_s_tool_returns()
    {
        await servers.Strict.CheckAsync("", default);

        Assert.Equal("[19]", await SayAsync(servers.Strict, "[add(12,7)]"));
    }

    [Theory]
    [InlineData("[add(12)]", "add needs the argument 'b'")]
    [InlineData("[add(12,\"x\")]", "the argument 'b' of add is of type integer")]
    public async Task Arguments_are_checked_by_the_server_s_schema(string turn, string why) =>
        Assert.Equal($"[error: {why}]", await SayAsync(servers.Strict, turn));

    [Theory]
    [InlineData("[refuse()]", "refuse failed (")]
    [InlineData("[add(99999999999,1)]", "add failed (")]
    [InlineData("[picture()]", "picture returned image, and the policy reads text only")]
    public async Task A_tool_that_says_it_failed_is_a_fault_of_the_response_or_a_message_by_option(string turn, string why)
    {
        Assert.StartsWith($"fault: {why}", await SayAsync(servers.Strict, turn), StringComparison.Ordinal);
        Assert.StartsWith($"[error: {why}", await SayAsync(servers.Tolerant, turn), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_the_server_says_of_its_failure_is_passed_on() =>
        Assert.Contains("not today", await SayAsync(servers.Strict, "[refuse()]"), StringComparison.Ordinal);

    [Fact]
    public async Task Responses_share_a_server_and_one_that_died_is_started_again_for_the_next()
    {
        var first = await SayAsync(servers.Tolerant, "[process_number()]");
        Assert.Equal(first, await SayAsync(servers.Tolerant, "[process_number()]"));

        // Whatever the option: there is nothing that the policy could do about it.
        var error = await Assert.ThrowsAsync<ServerGone>(() => SayAsync(servers.Tolerant, "[die()]"));

        Assert.StartsWith("the server of die is gone (", error.Message, StringComparison.Ordinal);
        Assert.NotEqual(first, await SayAsync(servers.Tolerant, "[process_number()]"));
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

    /// <summary>The tools of two processes of the server, which the tests share.</summary>
    public sealed class Servers : IDisposable
    {
        internal ToolEnvironment Strict { get; } = Environment(ToolFault.Response);

        internal ToolEnvironment Tolerant { get; } = Environment(ToolFault.Message);

        public void Dispose()
        {
            Strict.Dispose();
            Tolerant.Dispose();
        }

        private static ToolEnvironment Environment(ToolFault onFault) => new(
            new McpToolsAttribute<BracketCalls> { Command = "dotnet", Arguments = ToolServer.Arguments, OnFault = onFault },
            new ServiceCollection().BuildServiceProvider(), NullLoggerFactory.Instance);
    }
}
