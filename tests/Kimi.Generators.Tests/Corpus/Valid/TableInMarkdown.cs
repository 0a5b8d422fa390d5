// Form: a table in Markdown is parsed by spans into cells, and cells are compared by the names of rows and columns
using System.Globalization;
using Kimi.Dsl;

namespace Acme.Tables;

[Recipe("table-in-markdown")]
[Sampling(MaxResponseTokens = 700)]
public abstract partial class TableInMarkdown
{
    [Problems<Ledgers>(Count = 2_000)]
    public abstract PromptSet Train();

    [Problems<Ledgers>(Count = 200, Split = Split.HeldOut)]
    public abstract PromptSet Test();

    [LoadPolicy("models/chat-1b")]
    public abstract Policy Chat();

    [Reinforce(Iterations = 100, LearningRate = 2e-6), Cispo, Reward<CellByCell>]
    public abstract Policy Tuned([From(nameof(Chat))] Policy start, [From(nameof(Train))] PromptSet problems);

    [Evaluate, Reward<CellByCell>]
    public abstract Evaluation Report(Policy chat, Policy tuned, [From(nameof(Test))] PromptSet problems);
}

/// <summary>A table to write.</summary>
[ProblemType("ledger")]
public sealed record LedgerProblem : Problem
{
    /// <summary>Its cells.</summary>
    public required ValueList<Cell> Cells { get; init; }
}

/// <summary>A cell.</summary>
public readonly record struct Cell(string Row, string Column, int Value);

/// <summary>Sales in words.</summary>
public sealed class Ledgers : IProblemSource<LedgerProblem>
{
    private static readonly string[] s_cities = ["Oslo", "Rome", "Lima", "Cairo", "Perth"];
    private static readonly string[] s_years = ["2021", "2022", "2023"];

    /// <inheritdoc/>
    public IEnumerable<LedgerProblem> Problems(Random random)
    {
        while (true)
        {
            var cities = random.GetItems(s_cities, 3).Distinct().ToArray();
            var cells = (from city in cities from year in s_years select new Cell(city, year, random.Next(1, 1_000))).ToArray();
            var said = string.Join("; ", cells.Select(cell => $"{cell.Row} sold {cell.Value.ToString(CultureInfo.InvariantCulture)} in {cell.Column}"));
            var prompt = $"{said}.\nWrite a Markdown table with a row for each city and a column for each year.";
            yield return new() { Id = said, Prompt = prompt, Cells = [.. cells] };
        }
    }
}

/// <summary>The share of the cells that are right.</summary>
public sealed class CellByCell : IReward<LedgerProblem>
{
    /// <inheritdoc/>
    public ValueTask<Verdict> JudgeAsync(LedgerProblem problem, Rollout rollout, CancellationToken cancellationToken)
    {
        var table = Parse(rollout.Text);
        var right = problem.Cells.Count(cell => table.TryGetValue((cell.Row, cell.Column), out var text)
            && int.TryParse(text, NumberStyles.AllowThousands, CultureInfo.InvariantCulture, out var value) && value == cell.Value);
        var excess = Math.Max(0, table.Count - problem.Cells.Count);
        return ValueTask.FromResult<Verdict>(new Verdict.Scored((double)right / (problem.Cells.Count + excess), "cells"));
    }

    private static Dictionary<(string Row, string Column), string> Parse(string text)
    {
        var cells = new Dictionary<(string, string), string>();
        List<string>? columns = null;
        foreach (var line in text.AsSpan().EnumerateLines())
        {
            var row = line.Trim();
            if (row.Length < 2 || row[0] != '|' || row[^1] != '|')
                continue;
            var parts = Split(row[1..^1]);
            if (columns is null)
            {
                columns = parts;
                continue;
            }

            if (parts.TrueForAll(part => part.AsSpan().IndexOfAnyExcept('-', ':') < 0))
                continue;
            for (var i = 1; i < Math.Min(parts.Count, columns.Count); i++)
                cells[(parts[0], columns[i])] = parts[i];
        }

        return cells;
    }

    private static List<string> Split(ReadOnlySpan<char> row)
    {
        var parts = new List<string>();
        foreach (var range in row.Split('|'))
            parts.Add(row[range].Trim().ToString());
        return parts;
    }
}
