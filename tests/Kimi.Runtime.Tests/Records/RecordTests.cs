using System.Text.Json;
using Kimi.Dsl;

namespace Kimi.Runtime.Tests.Records;

/// <summary>What crosses a process is data: each record is written as JSON and read back equal.</summary>
public sealed class RecordTests
{
    private const string Hostile = "\"\\\n\r\t\0\u0001\u001b[31m\u007f\u0085\u2028\u2029\u202e</script>{\"type\":1} 😀 e\u0301 ﷽ ";

    private static readonly float[] s_floats =
        [0, -0f, 1, float.Epsilon, -float.Epsilon, float.MinValue, float.MaxValue, float.NaN, float.PositiveInfinity, float.NegativeInfinity, 0.1f, 1e-38f];

    private static readonly int[] s_ints = [0, 1, -1, int.MinValue, int.MaxValue];

    private static readonly RolloutSegment s_segment = new(int.MaxValue, [.. s_ints], [.. s_floats]);

    private static readonly ValueList<Turn> s_turns =
        [new PolicyTurn([s_segment, s_segment]) { Text = Hostile }, new EnvironmentTurn([.. s_ints], Hostile), new PolicyTurn([])];

    private static readonly SamplingOptions s_sampling = new()
    {
        MaxResponseTokens = int.MaxValue,
        Temperature = double.Epsilon,
        TopP = 0.1,
        TopK = 7,
        MinP = 1e-300,
        StopTokens = [.. s_ints],
        StopTexts = [Hostile, "", "#"],
        StopRules = [new StopRepetitionAttribute { PatternTokens = 3, Repeats = 5 }.ToReference()],
    };

    private static readonly PublishedPolicy s_policy = new(Hostile, int.MinValue, "/tmp/a b", "00ff");

    public static TheoryData<object> Every => new(
    [
        (Prompt)"",
        (Prompt)Hostile,
        new Prompt.Continuation([]),
        new Prompt.Continuation([new PromptPart.Text(Hostile), new PromptPart.Image("ab12", "image/png"), new PromptPart.Tokens([.. s_ints])]),
        new Prompt.Conversation([]),
        new Prompt.Conversation([.. Enum.GetValues<MessageRole>().Select(role => new Message(role, [new PromptPart.Text(Hostile)]))]),
        new MathProblem { Id = Hostile, Prompt = Hostile, Answer = Hostile, Solution = "", Level = int.MinValue, Tags = [Hostile, ""], PassRate = double.NaN },
        new MathProblem { Id = "1", Prompt = new Prompt.Conversation([]), Answer = "", PassRate = double.NegativeInfinity },
        new ContestProblem
        {
            Id = "c", Prompt = "?", Cases = [new("1 2", [.. s_floats.Select(value => (double)value)]), new(Hostile, [])], Difficulty = Difficulty.Hard,
            Deadline = TimeSpan.MaxValue, Type = "two", Seed = ulong.MaxValue, Note = null,
        },
        new Positional(Hostile, [1, 2, 3]) { Id = "p", Prompt = "?" },
        s_segment,
        new PolicyTurn([s_segment]),
        new EnvironmentTurn([]),
        new Rollout
        {
            ProblemId = Hostile, PromptTokens = [.. s_ints], Turns = s_turns, Text = Hostile, StopReason = StopReason.Repetition,
            Trouble = new Verdict.Unscorable(Hostile),
        },
        new Rollout { ProblemId = "", PromptTokens = [], Turns = [], Text = "", StopReason = StopReason.LengthLimit },
        new Verdict.Scored(double.NaN, Hostile),
        new Verdict.Scored(0.1),
        new Verdict.Unscorable(Hostile),
        new Verdict.Fault(Hostile, Hostile),
        Verdict.Fault.Of(new IOException(Hostile)),
        new Verdict.TimedOut(TimeSpan.MaxValue),
        new Verdict.TimedOut(TimeSpan.FromTicks(1)),
        s_policy,
        s_sampling,
        new RolloutRuleAttribute<IStopRule>().ToReference(),
        new RolloutPrompt(Hostile, [.. s_ints]),
        new RolloutRequest(Hostile, Hostile, ulong.MaxValue) { Turns = s_turns },
        new RolloutRequest("", "", 0),
        new RolloutOrder
        {
            Stage = Hostile, Address = "0", Part = 1, Parts = int.MaxValue, Policy = s_policy, Sampling = s_sampling,
            Prompts = [new("1", [1])], Requests = [new("1/0", "1", 5) { Turns = s_turns, TokenBudget = 1 }],
        },
        new RolloutEvent.Progress(),
        new RolloutEvent.Finished(Hostile, s_segment, StopReason.StopText),
        new RolloutEvent.Cut("", s_segment),
        new RolloutEvent.Failed(Hostile),
        new ExecutorCapabilities { Repeats = true, Fingerprint = Hostile, SharesWeights = true, AppliesStopRules = true },
        new Demonstration(Hostile, Hostile),
        new Preference(new Prompt.Continuation([new PromptPart.Tokens([1])]), "", Hostile),
    ]);

    [Theory]
    [MemberData(nameof(Every), DisableDiscoveryEnumeration = true)]
    public void A_record_is_read_back_equal(object record)
    {
        // As what it is declared as in the records that hold it: the closed union, not the case.
        var type = new[] { typeof(Prompt), typeof(Problem), typeof(Turn), typeof(Verdict), typeof(RolloutEvent) }
            .FirstOrDefault(union => union.IsInstanceOfType(record)) ?? record.GetType();
        var json = JsonSerializer.Serialize(record, type, RecordJson.Options);

        var read = JsonSerializer.Deserialize(json, type, RecordJson.Options);

        Assert.DoesNotContain('\n', json);
        Assert.Equal(record.GetType(), read!.GetType());
        Assert.Equal(record, read);
        Assert.Equal(record.GetHashCode(), read.GetHashCode());
        Assert.Equal(json, JsonSerializer.Serialize(read, type, RecordJson.Options));
    }

    [Fact]
    public void Every_record_that_an_order_or_an_event_holds_is_among_them()
    {
        var tried = ((IEnumerable<object[]>)Every).Select(row => row[0].GetType()).ToHashSet();
        var open = new Queue<Type>([typeof(RolloutOrder), typeof(RolloutEvent), typeof(Rollout), typeof(Verdict), typeof(Prompt), typeof(MathProblem)]);
        var seen = new HashSet<Type>();
        while (open.TryDequeue(out var type))
        {
            if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(ValueList<>))
                type = type.GetGenericArguments()[0];
            if (type.Assembly != typeof(Rollout).Assembly || !type.IsClass || !seen.Add(type))
                continue;
            foreach (var next in type.GetNestedTypes().Where(type.IsAssignableFrom).Concat(type.GetProperties().Select(property => property.PropertyType)))
                open.Enqueue(next);
            foreach (var derived in type.Assembly.GetExportedTypes().Where(other => other.BaseType == type && type.IsAbstract && type != typeof(Problem)))
                open.Enqueue(derived);
        }

        seen.ExceptWith([typeof(Message), typeof(PromptPart.Text), typeof(PromptPart.Image), typeof(PromptPart.Tokens)]);
        Assert.Empty(seen.Where(type => !type.IsAbstract).Except(tried).Select(type => type.FullName));
        Assert.True(seen.Count > 15);
    }

    [Fact]
    public void A_text_to_continue_is_a_json_string_and_a_problem_begins_with_its_type()
    {
        Problem problem = new MathProblem { Id = "1", Prompt = "1+1=", Answer = "2", Tags = ["sum"] };

        Assert.StartsWith("""{"type":"math",""", JsonSerializer.Serialize(problem, RecordJson.Options), StringComparison.Ordinal);
        Assert.Contains("""
            "prompt":"1+1=","level":0,"tags":["sum"],"passRate":null
            """, JsonSerializer.Serialize(problem, RecordJson.Options), StringComparison.Ordinal);
        Assert.StartsWith(
            """{"$type":"contest-of-tests","cases":[],""",
            JsonSerializer.Serialize<Problem>(new ContestProblem { Id = "c", Prompt = "?", Type = "two", Cases = [] }, RecordJson.Options),
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"prompt":"?"}""", "'type' is missing")]
    [InlineData("""{"type":7,"id":"1"}""", "'type' is a text")]
    [InlineData("""[]""", "a problem is an object")]
    [InlineData("""{"type":"math","id":"1","prompt":"?"}""", "answer")]
    [InlineData("""{"type":"math","id":null,"prompt":"?","answer":""}""", "id")]
    [InlineData("""{"type":"math","id":"1","prompt":{"parts":[],"messages":[]},"answer":""}""", "either 'parts' or 'messages'")]
    [InlineData("""{"type":"math","id":"1","prompt":7,"answer":""}""", "Prompt")]
    public void What_is_no_problem_is_told(string json, string says) =>
        Assert.Contains(says, Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<Problem>(json, RecordJson.Options)).Message);

    [Fact]
    public void A_problem_of_a_record_that_is_gone_is_told_with_what_to_do()
    {
        var error = Assert.Throws<KimiException>(() => JsonSerializer.Deserialize<Problem>("""{"type":"Gone.Problem","id":"1"}""", RecordJson.Options));

        Assert.Contains("no record of this application is stored as 'Gone.Problem'", error.Message);
        Assert.Contains("[ProblemType(\"Gone.Problem\")]", error.Message);
    }

    [Fact]
    public void Two_records_of_one_name_are_told()
    {
        var json = JsonSerializer.Serialize<Problem>(new TwinA { Id = "1", Prompt = "?" }, RecordJson.Options);

        Assert.Contains("both stored as 'twin'", Assert.Throws<KimiException>(() => JsonSerializer.Deserialize<Problem>(json, RecordJson.Options)).Message);
    }

    [Fact]
    public void A_component_is_created_again_from_its_reference()
    {
        var attribute = new StopRepetitionAttribute { PatternTokens = 3, Repeats = 5 };

        var created = Assert.IsType<StopRepetitionAttribute>(attribute.ToReference().ToAttribute());

        Assert.Equal((3, 5), (created.PatternTokens, created.Repeats));
        Assert.Equal(17, Assert.IsType<StopAtAttribute>(new StopAtAttribute(17).ToReference().ToAttribute()).Token);
        Assert.Contains("cannot be created here", Assert.Throws<KimiException>(() => new ComponentReference("No.Such, Assembly", "{}").ToAttribute()).Message);
    }

    internal sealed class StopAtAttribute(int token) : RolloutRuleAttribute<IStopRule>
    {
        public int Token { get; } = token;
    }

    internal enum Difficulty
    {
        Easy,
        Hard,
    }

    internal sealed record Case(string Input, ValueList<double> Expected);

    [ProblemType("contest-of-tests")]
    internal sealed record ContestProblem : Problem
    {
        public required ValueList<Case> Cases { get; init; }

        public Difficulty Difficulty { get; init; }

        public TimeSpan Deadline { get; init; }

        public string Type { get; init; } = "";

        public ulong Seed;

        public string? Note { get; init; } = "none";
    }

    internal sealed record Positional(string Name, ValueList<int> Numbers) : Problem;

    [ProblemType("twin")]
    internal sealed record TwinA : Problem;

    [ProblemType("twin")]
    internal sealed record TwinB : Problem;
}
