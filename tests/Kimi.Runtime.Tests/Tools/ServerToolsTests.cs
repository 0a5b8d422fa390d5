using System.Collections.Concurrent;
using Kimi.Dsl;
using Kimi.Runtime.Tools;
using Kimi.Tests;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
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
            new McpToolsAttribute { Command = command }, new ServiceCollection().BuildServiceProvider(), NullLoggerFactory.Instance, TimeProvider.System);

        var error = await Assert.ThrowsAsync<KimiException>(() => environment.CheckAsync("[McpTools] on stage S", default));

        Assert.StartsWith($"[McpTools] on stage S {why}", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("initialize")]
    [InlineData("tools/list", OddServer.Initialized)]
    public async Task A_server_that_does_not_answer_is_told_when_its_time_is_over(string unanswered, params string[] answers)
    {
        var asked = Path.Combine(Directory.CreateTempSubdirectory().FullName, "asked");
        var time = new TimeByHand();
        using var environment = Odd(new() { Command = "dotnet", Arguments = OddServer.Arguments(asked, answers), TimeLimitSeconds = 7 }, time);

        var check = environment.CheckAsync("[McpTools] on stage S", default);
        while (!check.IsCompleted && !File.Exists(asked))
            await Task.Delay(10);
        time.Ring();
        var error = await Assert.ThrowsAsync<KimiException>(() => check);

        Assert.Equal(
            $"[McpTools] on stage S cannot work: the server 'dotnet' does not answer '{unanswered}' within 7 s; "
            + "correct Command and Arguments, or raise TimeLimitSeconds",
            error.Message);
        Assert.Equal(TimeSpan.FromSeconds(7), time.Due);
    }

    [Theory]
    [InlineData("server/discover={}")]
    [InlineData("initialize={}")]
    [InlineData("initialize=5")]
    [InlineData(OddServer.Initialized, "tools/list=5")]
    [InlineData(OddServer.Initialized, "tools/list={\"tools\":3}")]
    [InlineData(OddServer.Initialized, "tools/list={\"tools\":[{\"name\":5}]}")]
    [InlineData(OddServer.Initialized, "tools/list={\"tools\":[{\"name\":\"a\",\"inputSchema\":[]}]}")]
    public async Task A_server_of_something_else_is_told_in_words_of_our_own_and_nowhere_else(params string[] answers)
    {
        var console = new Console();
        using var loggers = LoggerFactory.Create(logging => logging.AddProvider(console));
        var options = new McpToolsAttribute { Command = "dotnet", Arguments = OddServer.Arguments("unused", answers) };
        using var environment = new ToolEnvironment(options, new ServiceCollection().BuildServiceProvider(), loggers, new StoppedTime());

        var error = await Assert.ThrowsAsync<KimiException>(() => environment.CheckAsync("[McpTools] on stage S", default));

        Assert.Equal(
            "[McpTools] on stage S cannot work: the server 'dotnet' does not start, or does not list its tools (what it answers is not of the Model Context "
            + "Protocol); correct Command and Arguments",
            error.Message);
        Assert.Empty(console.Lines);
    }

    [Fact]
    public async Task The_library_s_troubles_with_a_server_that_ends_at_once_do_not_reach_the_console()
    {
        var console = new Console();
        using var loggers = LoggerFactory.Create(logging => logging.AddProvider(console));
        var options = new McpToolsAttribute { Command = "dotnet", Arguments = ["exec", "no-such-file"] };
        using var environment = new ToolEnvironment(options, new ServiceCollection().BuildServiceProvider(), loggers, new StoppedTime());

        await Assert.ThrowsAsync<KimiException>(() => environment.CheckAsync("", default));

        Assert.Empty(console.Lines);
    }

    [Theory]
    [InlineData("[add(1e999,1)]", "the argument 'a' of add has a number that is too large")]
    [InlineData("[add(\"\\ud800\",1)]", "the argument 'a' of add has half a character")]
    public async Task What_no_server_could_read_is_not_sent(string turn, string why) =>
        Assert.Equal($"[error: {why}]", await SayAsync(servers.Strict, turn));

    private static ToolEnvironment Odd(McpToolsAttribute options, TimeProvider time) =>
        new(options, new ServiceCollection().BuildServiceProvider(), NullLoggerFactory.Instance, time);

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

    /// <summary>Whatever is to reach the console: warnings and errors.</summary>
    private sealed class Console : ILoggerProvider, ILogger
    {
        public ConcurrentQueue<string> Lines { get; } = [];

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (logLevel >= LogLevel.Warning)
                Lines.Enqueue(formatter(state, exception));
        }

        public void Dispose()
        {
        }
    }

    /// <summary>A clock whose timers fire when it is told to.</summary>
    private sealed class TimeByHand : TimeProvider
    {
        private readonly List<Action> _timers = [];

        public TimeSpan Due { get; private set; }

        public void Ring() => _timers.ForEach(timer => timer());

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            Due = dueTime;
            _timers.Add(() => callback(state));
            return new StoppedTime().CreateTimer(callback, state, dueTime, period);
        }
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
            new ServiceCollection().BuildServiceProvider(), NullLoggerFactory.Instance, TimeProvider.System);
    }
}
