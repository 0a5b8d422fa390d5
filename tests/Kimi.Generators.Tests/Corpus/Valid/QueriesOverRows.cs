// Form: an environment with a tiny query language: a tokenizer, a tree of records and an evaluator with pattern matching
using System.Globalization;
using System.Text;
using Kimi.Dsl;

namespace Acme.Queries;

[Recipe("queries-over-rows")]
[Sampling(MaxResponseTokens = 384)]
public abstract partial class QueriesOverRows
{
    [Problems<Staffs>(Count = 2_000)]
    public abstract PromptSet Train();

    [Problems<Staffs>(Count = 200, Split = Split.HeldOut)]
    public abstract PromptSet Test();

    [LoadPolicy("models/chat-1b")]
    public abstract Policy Chat();

    [Reinforce(Iterations = 100, LearningRate = 2e-6), Dapo, Environment<Database>(MaxTurns = 5, MaxReplyTokens = 160, TimeLimitSeconds = 10), Reward<Told>]
    public abstract Policy Tuned([From(nameof(Chat))] Policy start, [From(nameof(Train))] PromptSet problems);

    [Evaluate, Environment<Database>(MaxTurns = 5, MaxReplyTokens = 160, TimeLimitSeconds = 10), Reward<Told>]
    public abstract Evaluation Report(Policy chat, Policy tuned, [From(nameof(Test))] PromptSet problems);
}

/// <summary>Someone.</summary>
public sealed record Person(string Name, string Team, int Age, int Pay);

/// <summary>A question about rows.</summary>
[ProblemType("staff")]
public sealed record Staff : Problem
{
    /// <summary>The rows.</summary>
    public required ValueList<Person> Rows { get; init; }

    /// <summary>How many are meant.</summary>
    public required int Right { get; init; }
}

/// <summary>Rows and questions.</summary>
public sealed class Staffs : IProblemSource<Staff>
{
    private static readonly string[] s_names = ["Ann", "Bob", "Cid", "Dot", "Eve", "Fay", "Gus", "Hal", "Ida", "Jim"];
    private static readonly string[] s_teams = ["red", "blue", "green"];

    /// <inheritdoc/>
    public IEnumerable<Staff> Problems(Random random)
    {
        for (var number = 0; ; number++)
        {
            Person[] rows = [.. s_names.Select(name => new Person(name, s_teams[random.Next(3)], random.Next(20, 66), random.Next(20, 90)))];
            var (team, age) = (s_teams[random.Next(3)], random.Next(25, 60));
            var seen = string.Join(' ', rows.Select(row => $"{row.Name[0]}{row.Team[0]}{row.Age}p{row.Pay}"));
            yield return new()
            {
                Id = $"{team}>{age}: {seen}",
                Prompt = $"Table {seen.GetStableHash():x16}: how many of team {team} are older than {age}? "
                    + "Ask with COUNT WHERE column = value AND column > value; "
                    + "columns are name, team, age and pay. End with THERE ARE number.",
                Rows = [.. rows],
                Right = rows.Count(row => row.Team == team && row.Age > age),
            };
        }
    }
}

/// <summary>Helps with texts.</summary>
internal static class TextExtensions
{
    /// <summary>A hash that is the same on every machine.</summary>
    public static ulong GetStableHash(this string text)
    {
        var hash = 14_695_981_039_346_656_037UL;
        foreach (var part in Encoding.UTF8.GetBytes(text))
            hash = unchecked((hash ^ part) * 1_099_511_628_211UL);
        return hash;
    }
}

/// <summary>A condition.</summary>
internal abstract record Condition
{
    /// <summary>Whether it holds.</summary>
    public bool Holds(Person row) => this switch
    {
        Is(var column, var value) => string.Equals(Cell(row, column), value, StringComparison.OrdinalIgnoreCase),
        Above(var column, var least) => int.TryParse(Cell(row, column), NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > least,
        Both(var left, var right) => left.Holds(row) && right.Holds(row),
        _ => throw new InvalidOperationException($"there is no {GetType().Name}"),
    };

    private static string Cell(Person row, string column) => column switch
    {
        "name" => row.Name,
        "team" => row.Team,
        "age" => row.Age.ToString(CultureInfo.InvariantCulture),
        "pay" => row.Pay.ToString(CultureInfo.InvariantCulture),
        _ => throw new FormatException($"there is no column {column}"),
    };

    public sealed record Is(string Column, string Value) : Condition;

    public sealed record Above(string Column, int Least) : Condition;

    public sealed record Both(Condition Left, Condition Right) : Condition;
}

/// <summary>Counts rows.</summary>
public sealed class Database : IEnvironment<Staff>
{
    /// <inheritdoc/>
    public ValueTask<IEpisode> StartAsync(Staff problem, EpisodeContext context, CancellationToken cancellationToken) =>
        ValueTask.FromResult<IEpisode>(new Connection(problem.Rows));

    private sealed class Connection(IReadOnlyList<Person> rows) : IEpisode
    {
        public ValueTask<EnvironmentReply> ReplyAsync(PolicyTurn turn, CancellationToken cancellationToken)
        {
            var query = turn.Text.Split('\n').LastOrDefault(line => line.Contains("COUNT WHERE ", StringComparison.Ordinal));
            if (query is null)
            {
                return new(turn.Text.Contains("THERE ARE", StringComparison.Ordinal)
                    ? new EnvironmentReply.Finished()
                    : new EnvironmentReply.Continue("no query"));
            }

            try
            {
                var condition = Parse(query[(query.IndexOf("COUNT WHERE ", StringComparison.Ordinal) + 12)..]);
                return new(new EnvironmentReply.Continue(rows.Count(condition.Holds).ToString(CultureInfo.InvariantCulture)));
            }
            catch (FormatException exception)
            {
                return new(new EnvironmentReply.Continue(exception.Message));
            }
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;

        private static Condition Parse(string text) => text
            .Split(" AND ", StringSplitOptions.TrimEntries)
            .Select(part => part.Split(' ', StringSplitOptions.RemoveEmptyEntries) switch
            {
                [var column, "=", var value] => (Condition)new Condition.Is(column, value),
                [var column, ">", var value] when int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var least) =>
                    new Condition.Above(column, least),
                _ => throw new FormatException($"I do not understand '{part}'"),
            })
            .Aggregate((left, right) => new Condition.Both(left, right));
    }
}

/// <summary>The number that is told.</summary>
public sealed class Told : IReward<Staff>
{
    /// <inheritdoc/>
    public ValueTask<Verdict> JudgeAsync(Staff problem, Rollout rollout, CancellationToken cancellationToken)
    {
        const string Words = "THERE ARE";
        var place = rollout.Text.LastIndexOf(Words, StringComparison.Ordinal);
        var word = place < 0 ? "" : rollout.Text[(place + Words.Length)..].Trim().Split(' ', '.', '\n')[0];
        return new(int.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? new Verdict.Scored(number == problem.Right ? 1 : 0) { Answer = $"{number}" }
            : new Verdict.Scored(0, "nothing told"));
    }
}
