using System.ComponentModel;
using Kimi.Dsl;
using Kimi.Runtime.Tools;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace Kimi.Runtime.Tests.Tools;

public sealed class ToolEnvironmentTests
{
    private static readonly MathProblem s_problem = new() { Id = "p", Prompt = "12+7=", Answer = "19" };
    private static readonly EpisodeContext s_context = new("r", Seed: 5, MaxTurns: 8, MaxReplyTokens: 64);

    public enum Unit
    {
        Metre,
        Mile,
    }

    [Theory]
    [InlineData("12+7=[add(12,7)]", "[19]")]
    [InlineData("[add(12)]", "[13]")]
    [InlineData("[add_later(12,7)]", "[19]")]
    [InlineData("""[greet("you")]""", "[hello you]")]
    [InlineData("[nothing()]", "[]")]
    [InlineData("[forget()]", "[]")]
    [InlineData("[corners([1,2,3])]", """[{"first":1,"last":3}]""")]
    [InlineData("""[length(2.5,"Mile")]""", "[2.5 Mile]")]
    [InlineData("[answer()]", "[19]")]
    public async Task A_call_gets_what_the_method_returns(string turn, string reply) => Assert.Equal(reply, await ReplyAsync(new(), turn));

    [Theory]
    [InlineData("[sub(1,2)]", "there is no tool 'sub', only add, add_later, greet, nothing, forget, corners, length, answer, fail, fail_later, count, hang")]
    [InlineData("[Add(1,2)]", "there is no tool 'Add', only add, add_later, greet, nothing, forget, corners, length, answer, fail, fail_later, count, hang")]
    [InlineData("[hidden()]", "there is no tool 'hidden', only add, add_later, greet, nothing, forget, corners, length, answer, fail, fail_later, count, hang")]
    [InlineData("[add()]", "add needs the argument 'a'")]
    [InlineData("[add(1,2,3)]", "add takes 2 arguments, not 3")]
    [InlineData("[add(\"1\",2)]", "the argument 'a' of add is of type integer")]
    [InlineData("[add(1.5,2)]", "the argument 'a' of add is of type integer")]
    [InlineData("[add(null,2)]", "the argument 'a' of add is of type integer")]
    [InlineData("[greet(null)]", "the argument 'name' of greet is of type string")]
    [InlineData("[add(99999999999,2)]", "the argument 'a' of add is not a Int32")]
    [InlineData("[length(1,\"Inch\")]", "the argument 'unit' of length is not a Unit")]
    [InlineData("[corners([1,\"2\"])]", "the argument 'numbers' of corners is not a Int32[]")]
    [InlineData("[add(1,", "the call is not finished: end it with )]")]
    public async Task A_call_that_cannot_be_made_is_the_policy_s_mistake_and_it_reads_why(string turn, string why) =>
        Assert.Equal($"[error: {why}]", await ReplyAsync(new(), turn));

    [Theory]
    [InlineData("""{"name":"add","arguments":{"a":1,"c":2}}""", "add has no argument 'c'; it takes a, b")]
    [InlineData("""{"name":"add","arguments":{"b":2}}""", "add needs the argument 'a'")]
    [InlineData("""{"name":"add","arguments":{"A":2}}""", "add has no argument 'A'; it takes a, b")]
    public async Task Arguments_by_name_are_checked_by_their_names(string call, string why) => Assert.Equal(
        $"\n<tool_response>\nerror: {why}\n</tool_response>\n", TextOf(await ReplyAsync(new ToolsAttribute<Kit>(), $"<tool_call>{call}</tool_call>")));

    [Fact]
    public async Task A_policy_whose_alphabet_lacks_the_words_reads_a_text_of_the_recipe_s() =>
        Assert.Equal("[?]", await ReplyAsync(new() { ErrorText = "?" }, "[sub(1,2)]"));

    [Theory]
    [InlineData("[fail()]", "fail failed (the shop burns)")]
    [InlineData("[fail_later()]", "fail_later failed (A task was canceled)")]
    public async Task A_tool_that_throws_is_a_fault_of_the_response_or_a_message_by_option(string turn, string why)
    {
        Assert.Equal(why, Assert.IsType<EnvironmentReply.Fault>(await ReplyAsync((ToolEnvironmentAttribute)new ToolsAttribute<Kit, BracketCalls>(), turn)).Why);
        Assert.Equal($"[error: {why}]", await ReplyAsync(new() { OnFault = ToolFault.Message }, turn));
    }

    [Fact]
    public async Task A_turn_without_a_call_is_the_final_answer() => Assert.IsType<EnvironmentReply.Finished>(
        await ReplyAsync((ToolEnvironmentAttribute)new ToolsAttribute<Kit, BracketCalls> { OnFault = ToolFault.Message }, "19"));

    [Fact]
    public async Task Each_response_has_an_object_of_its_own_which_is_disposed_of_with_it()
    {
        using var environment = Environment(new ToolsAttribute<Kit, BracketCalls>(), out var ledger);
        var (first, second) = (await environment.StartAsync(s_problem, s_context, default), await environment.StartAsync(s_problem, s_context, default));

        Assert.Equal(["[1]", "[2]", "[1]"], [await SayAsync(first), await SayAsync(first), await SayAsync(second)]);
        await first.DisposeAsync();

        Assert.Equal(1, ledger.Disposed);

        static async Task<string> SayAsync(IEpisode episode) => TextOf(await episode.ReplyAsync(Turn("[count()]"), default));
    }

    [Fact]
    public async Task A_tool_that_hangs_hears_that_nobody_waits_any_more()
    {
        using var environment = Environment(new ToolsAttribute<Kit, BracketCalls> { OnFault = ToolFault.Message }, out _);
        await using var episode = await environment.StartAsync(s_problem, s_context, default);
        using var limit = new CancellationTokenSource();

        var reply = episode.ReplyAsync(Turn("[hang()]"), limit.Token).AsTask();
        await limit.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => reply);
    }

    [Fact]
    public async Task The_opening_describes_the_tools_unless_the_recipe_says_otherwise()
    {
        using var told = Environment(new ToolsAttribute<Kit>(), out _);
        using var silent = Environment(new ToolsAttribute<Kit> { DescribeTools = false }, out _);
        await using var episode = await told.StartAsync(s_problem, s_context, default);
        await using var without = await silent.StartAsync(s_problem, s_context, default);

        var text = Assert.IsType<PromptPart.Text>(Assert.Single(Assert.Single(episode.Opening).Parts)).Value;
        Assert.Contains("""{"name": "add", "description": "Adds.", "parameters": {"type":"object","properties":{"a":{"type":"integer"}""", text);
        Assert.Empty(without.Opening);
    }

    [Theory]
    [InlineData(typeof(ToolsAttribute<NoTools>), "gives the policy the tools of NoTools, which has none: mark its public methods with [Description(\"…\")]")]
    [InlineData(typeof(ToolsAttribute<TwiceTheSame>), "has the tool 'add' twice, and a call could mean either: give one of them another name")]
    [InlineData(typeof(ToolsAttribute<StreamReading>), "cannot offer the method StreamReading.Read as a tool (Deserialization of interface or abstract types")]
    [InlineData(typeof(ToolsAttribute<TakesAReference>), "cannot offer the method TakesAReference.Swap as a tool (")]
    [InlineData(typeof(ToolsAttribute<IsGeneric>), "cannot offer the method IsGeneric.Any as a tool (Open generic methods are not supported")]
    [InlineData(typeof(ToolsAttribute<IsAbstract>), "gives the policy the tools of IsAbstract, which is abstract: take a class that there can be objects of")]
    [InlineData(typeof(ToolsAttribute<NeedsATable>), "cannot make a NeedsATable: register what its constructor takes in Program.cs")]
    public async Task A_class_that_cannot_work_is_refused_at_start(Type attribute, string why)
    {
        using var environment = Environment((ToolEnvironmentAttribute)Activator.CreateInstance(attribute)!, out _);

        var error = await Assert.ThrowsAsync<KimiException>(() => environment.CheckAsync("[Tools] on stage S", default));

        Assert.StartsWith($"[Tools] on stage S {why}", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_class_that_works_passes_the_check_at_start()
    {
        using var environment = Environment(new ToolsAttribute<Kit>(), out var ledger);

        await environment.CheckAsync("", default);

        Assert.Equal(0, ledger.Made);
    }

    [Fact]
    public void A_recipe_configures_tools_under_the_name_of_their_class() =>
        Assert.Equal(
            ["Kit", "Kit", "McpTools"],
            new ComponentAttribute[] { new ToolsAttribute<Kit>(), new ToolsAttribute<Kit, BracketCalls>(), new McpToolsAttribute() }
                .Select(attribute => attribute.Name));

    private static ToolEnvironment Environment(ToolEnvironmentAttribute options, out Ledger ledger)
    {
        ledger = new();
        return new(options, new ServiceCollection().AddSingleton(ledger).BuildServiceProvider(), NullLoggerFactory.Instance);
    }

    private static async Task<string> ReplyAsync(ToolsAttribute<Kit, BracketCalls> options, string turn) =>
        TextOf(await ReplyAsync((ToolEnvironmentAttribute)options, turn));

    private static async Task<EnvironmentReply> ReplyAsync(ToolEnvironmentAttribute options, string turn)
    {
        using var environment = Environment(options, out _);
        await using var episode = await environment.StartAsync(s_problem, s_context, default);
        return await episode.ReplyAsync(Turn(turn), default);
    }

    private static PolicyTurn Turn(string text) =>
        text.EndsWith(")]", StringComparison.Ordinal) ? new([]) { Text = text[..^2], StopText = ")]" } : new([]) { Text = text };

    private static string TextOf(EnvironmentReply reply) =>
        Assert.IsType<PromptPart.Text>(Assert.Single(Assert.IsType<EnvironmentReply.Continue>(reply).Message.Parts)).Value;

    public sealed class Ledger
    {
        internal int Made { get; set; }

        internal int Disposed { get; set; }
    }

    public sealed record Ends(int First, int Last);

    public sealed class Kit : IDisposable
    {
        private readonly MathProblem _problem;
        private readonly Ledger _ledger;
        private int _count;

        public Kit(MathProblem problem, EpisodeContext context, Ledger ledger)
        {
            Assert.Equal(s_context, context);
            (_problem, _ledger) = (problem, ledger);
            ledger.Made++;
        }

        [Description("Adds.")]
        public int Add(int a, int b = 1) => a + b;

        [Description("Adds, later.")]
        public async Task<int> AddLaterAsync(int a, int b, CancellationToken cancellationToken)
        {
            await Task.Yield();
            cancellationToken.ThrowIfCancellationRequested();
            return a + b;
        }

        [Description("Greets.")]
        public static string Greet(string name) => $"hello {name}";

        [Description("Does nothing.")]
        public void Nothing()
        {
        }

        [Description("Returns nothing.")]
        public string? Forget() => null;

        [Description("The ends of a list.")]
        public Ends Corners(int[] numbers) => new(numbers[0], numbers[^1]);

        [Description("A length.")]
        public string Length(double length, Unit unit) => FormattableString.Invariant($"{length} {unit}");

        [Description("Peeps.")]
        public string Answer() => _problem.Answer;

        [Description("Throws.")]
        public int Fail() => throw new InvalidOperationException("the shop burns.");

        [Description("Gives up by itself.")]
        public Task<int> FailLaterAsync() => Task.FromCanceled<int>(new CancellationToken(true));

        [Description("Counts its calls.")]
        public int Count() => ++_count;

        [Description("Never returns.")]
        public async Task HangAsync(CancellationToken cancellationToken) => await Task.Delay(Timeout.Infinite, cancellationToken);

        public string Hidden() => "no tool";

        public void Dispose() => _ledger.Disposed++;
    }

    public sealed class NoTools
    {
        public int Add(int a, int b) => a + b;
    }

    public sealed class TwiceTheSame
    {
        [Description("Adds.")]
        public int Add(int a, int b) => a + b;

        [Description("Adds, later.")]
        public Task<int> AddAsync(int a, int b) => Task.FromResult(a + b);
    }

    public sealed class StreamReading
    {
        [Description("Reads.")]
        public int Read(Stream stream) => stream.ReadByte();
    }

    public sealed class TakesAReference
    {
        [Description("Swaps.")]
        public int Swap(ref int a) => a;
    }

    public sealed class IsGeneric
    {
        [Description("Anything.")]
        public int Any<T>(T any) => any is null ? 0 : 1;
    }

    public abstract class IsAbstract
    {
        [Description("Adds.")]
        public int Add(int a, int b) => a + b;
    }

    public sealed class NeedsATable(IReadOnlyDictionary<string, int> table)
    {
        [Description("Looks up.")]
        public int LookUp(string key) => table[key];
    }
}
