using System.ComponentModel;
using System.Text.Json;
using System.Text.Json.Serialization;
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
    [InlineData("[add(99999999999,2)]", "the argument 'a' of add is not from -2147483648 to 2147483647")]
    [InlineData("[length(1,\"Inch\")]", "the argument 'unit' of length is none of Metre, Mile")]
    [InlineData("[corners([1,\"2\"])]",
        "the argument 'numbers' of corners does not fit its schema at $(1): {\"type\":\"array\",\"items\":{\"type\":\"integer\"}}")]
    [InlineData("[add(1,", "the call is not finished: close both of its brackets")]
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
    [InlineData(typeof(ToolsAttribute<StreamReading>), "cannot offer the method StreamReading.Read as a tool (no JSON can be of type Stream, of which")]
    [InlineData(typeof(ToolsAttribute<Takes<Holder>>), "cannot offer the method Takes`1.Try as a tool (no JSON can be of type IShape, of which")]
    [InlineData(typeof(ToolsAttribute<Takes<List<AbstractShape>>>),
        "cannot offer the method Takes`1.Try as a tool (no JSON can be of type AbstractShape, of which")]
    [InlineData(typeof(ToolsAttribute<Takes<IShape[]>>), "cannot offer the method Takes`1.Try as a tool (no JSON can be of type IShape, of which")]
    [InlineData(typeof(ToolsAttribute<Takes<Dictionary<string, Holder[]>>>),
        "cannot offer the method Takes`1.Try as a tool (no JSON can be of type IShape, of which")]
    [InlineData(typeof(ToolsAttribute<Takes<Dictionary<Point, int>>>), "cannot offer the method Takes`1.Try as a tool (")]
    [InlineData(typeof(ToolsAttribute<Takes<Settable>>), "cannot offer the method Takes`1.Try as a tool (no JSON can be of type Action")]
    [InlineData(typeof(ToolsAttribute<Takes<(int, int)>>), "cannot offer the method Takes`1.Try as a tool (no JSON can be of type ValueTuple")]
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

    [Theory]
    [InlineData(typeof(ToolsAttribute<Takes<Point?>>))]
    [InlineData(typeof(ToolsAttribute<Takes<IReadOnlyList<Point>>>))]
    [InlineData(typeof(ToolsAttribute<Takes<IReadOnlyDictionary<Unit, double?>>>))]
    [InlineData(typeof(ToolsAttribute<Takes<Known[]>>))]
    [InlineData(typeof(ToolsAttribute<Takes<Tree>>))]
    [InlineData(typeof(ToolsAttribute<Takes<Computed>>))]
    [InlineData(typeof(ToolsAttribute<Takes<JsonElement>>))]
    [InlineData(typeof(ToolsAttribute<Takes<object>>))]
    [InlineData(typeof(ToolsAttribute<Takes<DateTimeOffset>>))]
    [InlineData(typeof(ToolsAttribute<Takes<Picky>>))]
    public async Task Types_that_JSON_can_hold_pass_the_check_at_start(Type attribute)
    {
        using var environment = Environment((ToolEnvironmentAttribute)Activator.CreateInstance(attribute)!, out _);

        await environment.CheckAsync("", default);
    }

    [Fact]
    public async Task A_class_that_takes_other_problems_says_so()
    {
        using var environment = Environment(new ToolsAttribute<OtherProblemTools>(), out _);
        await environment.CheckAsync("", default);

        var error = await Assert.ThrowsAsync<KimiException>(async () => await environment.StartAsync(s_problem, s_context, default));

        Assert.Equal("the constructor of OtherProblemTools does not take a MathProblem: give the stage other problems or other tools", error.Message);
    }

    [Fact]
    public async Task Of_several_constructors_one_is_taken_whose_parameters_there_are()
    {
        Assert.Equal("[19]", TextOf(await ReplyAsync((ToolEnvironmentAttribute)new ToolsAttribute<SeveralWays, BracketCalls>(), "[answer()]")));
    }

    [Theory]
    [InlineData("[whole(1.0)]", "1")]
    [InlineData("[whole(1e2)]", "100")]
    [InlineData("[integers([1.0,2e1])]", "1 20")]
    [InlineData("[colour(\"Green\")]", "Green")]
    [InlineData("[point({\"x\":1.0,\"y\":2.5})]", "Point { X = 1, Y = 2.5 }")]
    [InlineData("[shape({\"$type\":\"square\",\"side\":2})]", "Square { Side = 2 }")]
    [InlineData("[whole(1e999)]", "error: the argument 'a' of whole has a number that is too large")]
    [InlineData("[whole(1e10)]", "error: the argument 'a' of whole is not from -2147483648 to 2147483647")]
    [InlineData("[maybe(256)]", "error: the argument 'a' of maybe is not from 0 to 255")]
    [InlineData("[half(1e999)]", "error: the argument 'a' of half has a number that is too large")]
    [InlineData("[half(-1e999)]", "error: the argument 'a' of half has a number that is too large")]
    [InlineData("[half(NaN)]", "error: the arguments of half are not JSON values with commas between them")]
    [InlineData("[half(\"NaN\")]", "error: the argument 'a' of half is of type number")]
    [InlineData("[small(1e39)]", "error: the argument 'a' of small is not from -3.4028235E+38 to 3.4028235E+38")]
    [InlineData("[precise(1e29)]", "error: the argument 'a' of precise is not from -79228162514264337593543950335 to 79228162514264337593543950335")]
    [InlineData("[anything({\"a\":[1e999]})]", "error: the argument 'a' of anything has a number that is too large")]
    [InlineData("[anything([\"\\ud800\"])]", "error: the argument 'a' of anything has half a character")]
    [InlineData("[colour(\"7\")]", "error: the argument 'colour' of colour is none of Red, Green, Blue")]
    [InlineData("[colour(7)]", "error: the argument 'colour' of colour is none of Red, Green, Blue")]
    [InlineData("[colour(\"Green,Blue\")]", "error: the argument 'colour' of colour is none of Red, Green, Blue")]
    public async Task Arguments_are_values_of_their_types_or_mistakes(string turn, string reply) =>
        Assert.Equal(reply, await SayAsync<Arguments>(turn));

    [Theory]
    [InlineData("[point({\"x\":1e39,\"y\":1})]", "error: the argument 'point' of point does not fit its schema at $.x: {")]
    [InlineData("[point({\"x\":1})]", "error: the argument 'point' of point does not fit its schema: {")]
    [InlineData("[picky({\"size\":-1})]", "error: the argument 'picky' of picky does not fit its schema: {")]
    [InlineData("[shape({\"$type\":\"circle\"})]", "error: the argument 'shape' of shape does not fit its schema")]
    [InlineData("[shape({})]", "error: the argument 'shape' of shape does not fit its schema")]
    public async Task What_a_type_refuses_is_told_by_the_schema(string turn, string reply) =>
        Assert.StartsWith(reply, await SayAsync<Arguments>(turn), StringComparison.Ordinal);

    [Theory]
    [InlineData("[silent()]", "silent failed (invalid operation)")]
    [InlineData("[bare()]", "bare failed (out of stock)")]
    [InlineData("[plain()]", "plain failed (it does not say why)")]
    public async Task A_tool_that_throws_without_a_message_is_told_by_the_kind_of_failure(string turn, string why) =>
        Assert.Equal($"error: {why}", await SayAsync<Arguments>(turn));

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
        return new(options, new ServiceCollection().AddSingleton(ledger).BuildServiceProvider(), NullLoggerFactory.Instance, TimeProvider.System);
    }

    private static async Task<string> ReplyAsync(ToolsAttribute<Kit, BracketCalls> options, string turn) =>
        TextOf(await ReplyAsync((ToolEnvironmentAttribute)options, turn));

    private static async Task<EnvironmentReply> ReplyAsync(ToolEnvironmentAttribute options, string turn)
    {
        using var environment = Environment(options, out _);
        await using var episode = await environment.StartAsync(s_problem, s_context, default);
        return await episode.ReplyAsync(Turn(turn), default);
    }

    // The text within the reply's brackets.
    private static async Task<string> SayAsync<T>(string turn)
        where T : class =>
        TextOf(await ReplyAsync((ToolEnvironmentAttribute)new ToolsAttribute<T, AsItIs> { OnFault = ToolFault.Message }, turn));

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

    /// <summary>Calls in brackets, and results as they are.</summary>
    public sealed class AsItIs : IToolProtocol
    {
        private readonly BracketCalls _calls = new();

        public IReadOnlyList<string> TurnEnds => _calls.TurnEnds;

        public string Describe(IReadOnlyList<ToolDescription> tools) => _calls.Describe(tools);

        public IReadOnlyList<ToolCall> Read(string turn) => _calls.Read(turn);

        public string Write(IReadOnlyList<string> results) => Assert.Single(results);
    }

    public enum Colour
    {
        Red,
        Green,
        Blue = 4,
    }

    public interface IShape;

    public abstract record AbstractShape;

    [JsonDerivedType(typeof(Square), "square")]
    public abstract record Known;

    public sealed record Square(int Side) : Known;

    public sealed record Holder(IShape Shape);

    public sealed record Point(float X, double Y);

    public sealed record Tree(int Value, IReadOnlyList<Tree> Children);

    public sealed record Picky
    {
        public int Size
        {
            get;
            set => field = value > 0 ? value : throw new ArgumentException("too small");
        }
    }

    public sealed class Settable
    {
        public Action? Then { get; set; }
    }

    public sealed class Computed
    {
        public int A { get; set; }

        public IShape? Shape => null;

        [JsonIgnore]
        public Stream? Stream { get; set; }
    }

    public sealed record OtherProblem : Problem;

    public sealed class Takes<T>
    {
        [Description("Tries.")]
        public string Try(T any) => $"{any}";
    }

    public sealed class OtherProblemTools(OtherProblem problem)
    {
        [Description("Looks.")]
        public string Look() => problem.Id;
    }

    public sealed class SeveralWays
    {
        private readonly string _answer;

        public SeveralWays(OtherProblem problem, EpisodeContext context) => _answer = $"{problem}{context}";

        public SeveralWays(MathProblem problem) => _answer = problem.Answer;

        [Description("Peeps.")]
        public string Answer() => _answer;
    }

    public sealed class OutOfStockException : Exception;

    public sealed class Arguments
    {
        [Description("An integer.")]
        public static string Whole(int a) => $"{a}";

        [Description("Some.")]
        public static string Integers(int[] a) => string.Join(' ', a);

        [Description("A byte or none.")]
        public static string Maybe(byte? a) => $"{a}";

        [Description("Half of it.")]
        public static string Half(double a) => $"{a / 2}";

        [Description("A float.")]
        public static string Small(float a) => $"{a}";

        [Description("A decimal.")]
        public static string Precise(decimal a) => $"{a}";

        [Description("Anything.")]
        public static string Anything(JsonElement a) => a.GetRawText();

        [Description("A colour.")]
        public static string Colour(Colour colour) => $"{colour}";

        [Description("A point.")]
        public static string Point(Point point) => FormattableString.Invariant($"{point}");

        [Description("A shape.")]
        public static string Shape(Known shape) => $"{shape}";

        [Description("A picky one.")]
        public static string Picky(Picky picky) => $"{picky}";

        [Description("Fails.")]
        public static string Silent() => throw new InvalidOperationException("");

        [Description("Fails.")]
        public static string Bare() => throw new OutOfStockException();

        [Description("Fails.")]
        public static string Plain() => throw (Exception)Activator.CreateInstance(typeof(Exception), " ")!;
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
