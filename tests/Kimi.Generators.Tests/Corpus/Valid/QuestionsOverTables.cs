// Form: text to SQL in several turns: a session with a warehouse, a record made from rows of a file, a reward for form that decides nothing
using System.Text.RegularExpressions;
using Kimi.Dsl;

namespace Acme.Warehouse;

/// <summary>A policy explores a read-only database with queries of its own before it answers.</summary>
[Recipe("questions-over-tables", Seed = 9)]
[Sampling(MaxResponseTokens = 2_048)]
[Environment<SqlConsole>(MaxTurns = 6, MaxReplyTokens = 512, TimeLimitSeconds = 20)]
public abstract partial class QuestionsOverTables
{
    [LoadPolicy("models/qwen2.5-coder-7b-instruct")]
    public abstract Policy Coder();

    [ProblemsFile(Path = "data/tables.jsonl", PromptField = "question", AnswerField = "result", TagFields = ["database"], Split = Split.Train)]
    public abstract PromptSet Rows();

    [ProblemsFile(Path = "data/tables.jsonl", PromptField = "question", AnswerField = "result", TagFields = ["database"], Split = Split.HeldOut)]
    public abstract PromptSet HeldOutRows();

    [Transform]
    public static PromptSet Questions(PromptSet rows) => TableQuestion.Of(rows);

    [Transform]
    public static PromptSet HeldOutQuestions(PromptSet heldOutRows) => TableQuestion.Of(heldOutRows);

    [Reinforce(
        Iterations = 150, SamplesPerPrompt = 5, StepsPerIteration = 1, LearningRate = 1e-6, WarmupIterations = 15,
        MicroBatchTokens = 24_576, RecomputeActivations = true)]
    [Grpo]
    [Environment<SqlConsole>]
    [Reward<SameResult>(Weight = 0.9)]
    [CleanQueries(Weight = 0.1)]
    public abstract Policy Analyst(Policy coder, PromptSet questions);

    [Evaluate]
    [Environment<SqlConsole>]
    [Reward<SameResult>]
    public abstract Evaluation Report(Policy coder, Policy analyst, PromptSet heldOutQuestions);
}

/// <summary>A question whose answer stands in a database.</summary>
[ProblemType("table-question")]
public sealed record TableQuestion : Problem
{
    private const string Instruction =
        "Answer the question about the database. Write a query between <sql> and </sql> to see its first rows, as often as you need. "
        + "Then write the result as comma-separated values between <result> and </result>.";

    /// <summary>The database that it is about.</summary>
    public required string Database { get; init; }

    /// <summary>The rows that answer it, as comma-separated values in any order.</summary>
    public required ValueList<string> Expected { get; init; }

    /// <summary>Makes questions of rows.</summary>
    internal static PromptSet Of(PromptSet rows) => new([.. rows.OfType<MathProblem>().Where(row => row.Tags.Count > 0).Select(Of)]);

    private static TableQuestion Of(MathProblem row) => new()
    {
        Id = row.Id,
        Tags = row.Tags,
        Database = row.Tags[0],
        Expected = [.. Lines(row.Answer)],
        Prompt = new Prompt.Conversation(
        [
            new(MessageRole.System, [new PromptPart.Text(Instruction)]),
            new(MessageRole.User, [new PromptPart.Text($"Database: {row.Tags[0]}\nQuestion: {row.Prompt.Text}")]),
        ]),
    };

    /// <summary>The rows of a text, white space aside.</summary>
    internal static IEnumerable<string> Lines(string text) => text
        .Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
        .Select(line => string.Join(',', line.Split(',').Select(cell => cell.Trim())));
}

/// <summary>The team's databases, which nobody writes to.</summary>
public interface IWarehouse
{
    /// <summary>The first rows of a query's result, or what is wrong with the query.</summary>
    Task<(bool Ok, string Text)> QueryAsync(string database, string query, CancellationToken cancellationToken);
}

/// <summary>Runs what stands between the tags.</summary>
[ImplementationVersion(3)]
public sealed class SqlConsole(IWarehouse warehouse) : IEnvironment<TableQuestion>
{
    /// <summary>What a reply to a query that failed begins with.</summary>
    internal const string Failed = "error: ";

    /// <inheritdoc/>
    public IReadOnlyList<string> TurnEnds => ["</sql>"];

    /// <inheritdoc/>
    public ValueTask<IEpisode> StartAsync(TableQuestion problem, EpisodeContext context, CancellationToken cancellationToken) =>
        new(new Session(warehouse, problem.Database));

    private sealed class Session(IWarehouse warehouse, string database) : IEpisode
    {
        private const string Opening = "<sql>";

        public async ValueTask<EnvironmentReply> ReplyAsync(PolicyTurn turn, CancellationToken cancellationToken)
        {
            var start = turn.Text.LastIndexOf(Opening, StringComparison.Ordinal);
            if (turn.StopText is null || start < 0)
                return new EnvironmentReply.Finished();
            var (ok, text) = await warehouse.QueryAsync(database, turn.Text[(start + Opening.Length)..].Trim(), cancellationToken);
            return new EnvironmentReply.Continue(ok ? text : Failed + text);
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}

/// <summary>Compares rows as a multiset.</summary>
[ImplementationVersion(1)]
public sealed class SameResult : IReward<TableQuestion>
{
    private static readonly Regex s_result = new("<result>(.*?)</result>", RegexOptions.Singleline | RegexOptions.CultureInvariant, TimeSpan.FromSeconds(2));

    /// <inheritdoc/>
    public ValueTask<Verdict> JudgeAsync(TableQuestion problem, Rollout rollout, CancellationToken cancellationToken)
    {
        if (s_result.Match(rollout.Text) is not { Success: true } result)
            return new(new Verdict.Scored(0, "no result"));
        var said = TableQuestion.Lines(result.Groups[1].Value).Order(StringComparer.Ordinal);
        return new(Verdict.Of(said.SequenceEqual(problem.Expected.Order(StringComparer.Ordinal))));
    }
}

/// <summary>Rewards queries that run.</summary>
public sealed class CleanQueriesAttribute : RewardAttribute<CleanQueries>
{
    /// <inheritdoc/>
    public override bool DecidesCorrectness => false;
}

/// <summary>The share of queries that ran.</summary>
[ImplementationVersion(1)]
public sealed class CleanQueries : IReward<TableQuestion>
{
    /// <inheritdoc/>
    public ValueTask<Verdict> JudgeAsync(TableQuestion problem, Rollout rollout, CancellationToken cancellationToken)
    {
        var replies = rollout.Turns.OfType<EnvironmentTurn>().ToList();
        var failed = replies.Count(reply => reply.Text.StartsWith(SqlConsole.Failed, StringComparison.Ordinal));
        return new(new Verdict.Scored(replies.Count == 0 ? 0 : 1 - ((double)failed / replies.Count)));
    }
}
