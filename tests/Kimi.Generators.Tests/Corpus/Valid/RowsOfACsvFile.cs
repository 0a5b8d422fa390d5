// Form: problems come from a file of rows with quotes, read lazily line by line with the invariant culture, and rows that are broken are skipped
using System.Globalization;
using System.Text;
using Kimi.Dsl;

namespace Acme.Rows;

[Recipe("rows-of-a-csv-file")]
[Sampling(MaxResponseTokens = 256)]
public abstract partial class RowsOfACsvFile
{
    [LoadPolicy("models/base-1b")] public abstract Policy Base();

    [CsvProblems(File = "data/bank.csv", Count = 5_000)] public abstract PromptSet Train();

    [CsvProblems(File = "data/bank.csv", Count = 300, Split = Split.HeldOut)] public abstract PromptSet Test();

    [Reinforce(Iterations = 64, LearningRate = 2e-6)]
    [MirrorDescent]
    [CurriculumSampler(Width = 3, StartLevel = 1, UntilIteration = 40)]
    [MathReward]
    public abstract Policy Tuned([From(nameof(Base))] Policy start, [From(nameof(Train))] PromptSet problems);

    [Evaluate]
    [MathReward]
    public abstract Evaluation Report(Policy @base, Policy tuned, [From(nameof(Test))] PromptSet problems);
}

/// <summary>Problems of a CSV file with the columns id, level, question, answer.</summary>
public sealed class CsvProblemsAttribute : ProblemsAttribute<CsvProblems>
{
    /// <summary>The file.</summary>
    [System.ComponentModel.DataAnnotations.MinLength(1)]
    public string File { get; set; } = "problems.csv";

    /// <inheritdoc/>
    public override IEnumerable<string> ExternalFiles => [File];
}

/// <summary>Reads them.</summary>
/// <param name="options">Which file.</param>
public sealed class CsvProblems(CsvProblemsAttribute options) : IProblemSource<MathProblem>
{
    /// <inheritdoc/>
    public IEnumerable<MathProblem> Problems(Random random)
    {
        foreach (var line in File.ReadLines(options.File, Encoding.UTF8).Skip(1))
        {
            if (Cells(line) is not [{ Length: > 0 } id, var level, { Length: > 0 } question, { Length: > 0 } answer])
                continue;
            if (!int.TryParse(level, NumberStyles.Integer, CultureInfo.InvariantCulture, out var number))
                continue;
            yield return new() { Id = id, Prompt = question, Answer = answer, Level = number };
        }
    }

    private static List<string> Cells(string line)
    {
        var cells = new List<string>();
        var cell = new StringBuilder();
        var isQuoted = false;
        for (var i = 0; i < line.Length; i++)
        {
            switch (line[i])
            {
                case '"' when isQuoted && i + 1 < line.Length && line[i + 1] == '"':
                    cell.Append('"');
                    i++;
                    break;
                case '"':
                    isQuoted = !isQuoted;
                    break;
                case ',' when !isQuoted:
                    cells.Add(cell.ToString());
                    cell.Clear();
                    break;
                case var other:
                    cell.Append(other);
                    break;
            }
        }

        cells.Add(cell.ToString());
        return cells;
    }
}
